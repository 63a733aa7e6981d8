import { beforeAll, describe, expect, test } from 'vitest';
import { startDesk, type Desk } from './set-up-desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
  const { harness } = desk;
  const group = { description: '', indicator: 'high', from: 51, to: 100 };
  await desk.call('put-risk-group', { riskGroup: 'HIGH' }, group);
  await harness.grant('mia', 'ACME', ['credit-manager']);
  await harness.grant('cleo', 'ACME', ['credit-clerk']);
  await harness.grant('ada', 'ACME', ['auditor']);
});

const byManager = { role: 'credit-manager', approvals: 1 };
const workflow = {
  description: 'Somebody else looks',
  for: 'hold-release',
  rank: 1,
  condition: {},
  steps: [byManager],
  task: 'none',
};

let workflows = 0;
function put(changes: object) {
  workflows += 1;
  return desk.call('put-workflow', { workflow: `W${workflows}` }, { ...workflow, rank: workflows, ...changes });
}

describe('workflows (§11.1)', () => {
  test.each([
    { steps: [{ users: ['mia', 'cleo'], approvals: 2 }, byManager] },
    { task: 'release-without-posting' },
    { for: 'hold-reject', task: 'reject' },
    {
      condition: {
        amountFrom: '0',
        amountTo: '2500.00',
        riskGroups: ['HIGH'],
        reasons: ['days-overdue', 'credit-limit-used'],
      },
    },
  ])('saves and reads as written %j', async (changes) => {
    const saved = await put(changes);
    expect(saved).toMatchObject({ status: 201, body: changes });
    const read = await desk.call('get-workflow', { workflow: `W${workflows}` });
    expect(read).toMatchObject({ status: 200, body: saved.body, headers: { etag: saved.headers['etag'] } });
  });

  test.each([
    [{ for: 'payment' }, ['/for']],
    [{ steps: [] }, ['/steps']],
    [{ steps: [{ role: 'auditor', approvals: 1 }] }, ['/steps/0/role']],
    [{ steps: [{ role: 'chef', approvals: 1 }] }, ['/steps/0/role']],
    [{ steps: [{ users: [], approvals: 1 }] }, ['/steps/0/users']],
    [{ steps: [{ ...byManager, users: ['mia'] }] }, ['/steps/0']],
    [{ steps: [{ approvals: 1 }] }, ['/steps/0']],
    [{ steps: [{ ...byManager, approvals: 0 }] }, ['/steps/0/approvals']],
    [{ steps: [{ users: ['mia', 'mia'], approvals: 1 }] }, ['/steps/0/users']],
    [{ task: 'pay' }, ['/task']],
    [{ rank: -1 }, ['/rank']],
    [{ condition: { reasons: ['forced'] } }, ['/condition/reasons/0']],
    [{ condition: { riskGroups: [] } }, ['/condition/riskGroups']],
  ])('does not understand %j', async (changes, pointers) => {
    const refused = await put(changes);
    expect(refused).toMatchObject({ status: 422, body: { type: 'urn:holdfast:problem:invalid-request' } });
    const { errors } = refused.body as unknown as { readonly errors: readonly { readonly pointer: string }[] };
    expect([...new Set(errors.map(({ pointer }) => pointer))]).toEqual(pointers);
  });

  test.each([
    [{ task: 'reject' }, '/task', 'task-of-another-kind'],
    [{ condition: { amountFrom: '1.001' } }, '/condition/amountFrom', 'amount-does-not-fit-currency'],
    [{ condition: { amountFrom: '2', amountTo: '1' } }, '/condition/amountTo', 'to-below-from'],
    [{ steps: [{ users: ['mia'], approvals: 2 }] }, '/steps/0/approvals', 'too-few-users'],
    [{ steps: [{ role: 'credit-manager', approvals: 2 }] }, '/steps/0/approvals', 'too-few-people'],
    [{ steps: [byManager, { users: ['mia', 'ada'], approvals: 1 }] }, '/steps/1/users/1', 'may-not-approve'],
    [{ steps: [{ users: ['nobody'], approvals: 1 }] }, '/steps/0/users/0', 'may-not-approve'],
    [{ condition: { riskGroups: ['HIGH', 'LOW'] } }, '/condition/riskGroups/1', 'unknown-risk-group'],
    [{ rank: 1 }, '/rank', 'rank-taken'],
  ])('refuses %j', async (changes, pointer, code) => {
    const refused = await put(changes);
    expect(refused).toMatchObject({
      status: 422,
      body: { type: 'urn:holdfast:problem:invalid-set-up', errors: [{ pointer, code }] },
    });
  });

  test('keeps the risk group that it names', async () => {
    await put({ condition: { riskGroups: ['HIGH'] } });
    const refused = await desk.call('delete-risk-group', { riskGroup: 'HIGH' }, undefined, '*');
    expect(refused).toMatchObject({ status: 409, body: { type: 'urn:holdfast:problem:in-use' } });
  });
});
