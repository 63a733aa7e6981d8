import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AuthorizedEntity } from '../../../functions/actor.ts';
import { legalEntityChain } from '../../../functions/store/audit-chain.ts';
import { auditChain } from '../../store/audit-chain.ts';
import { beforeFirstWrite, watchRequests } from '../../store/watched-requests.ts';
import type { Action } from '../approvals/approval-desk.ts';
import { expiry, startAdjustmentDesk, type AdjustmentDesk } from './adjustment-desk.ts';

let desk: AdjustmentDesk;
const many = Array.from({ length: 40 }, (_, index) => `M${index}`);
beforeAll(async () => {
  desk = await startAdjustmentDesk({ background: true });
  await desk.harness.grant('moe', 'ACME', ['credit-manager']);
  await desk.harness.grant('cem', 'ACME', ['credit-clerk']);
  await desk.setUp('put-risk-group', { riskGroup: 'HIGH' }, { description: '', indicator: 'high', from: 51, to: 100 });
  for (const customer of many) await desk.customer(customer);
});
afterAll(() => desk.harness.background().stop());

type Fields = Readonly<Record<string, unknown>>;
const overwriting = { headers: { 'if-match': '*' } };

async function workflow(id: string, changes: Fields = {}): Promise<void> {
  await desk.setUp(
    'put-workflow',
    { workflow: id },
    {
      description: '',
      for: 'adjustment',
      rank: 1,
      condition: {},
      steps: [{ role: 'credit-manager', approvals: 1 }],
      task: 'none',
      ...changes,
    },
  );
}

beforeEach(async () => {
  for (const id of ['W', 'L']) await desk.call('delete-workflow', { workflow: id }, undefined, overwriting);
});

let customers = 0;
/** A customer of its own. */
async function customer(changes: Fields = {}): Promise<string> {
  customers += 1;
  await desk.customer(`K${customers}`, changes);
  return `K${customers}`;
}

/** A journal that gives these a limit. */
async function journalOf(names: readonly string[], newLimit = '9000'): Promise<string> {
  const adjustment = await desk.journal();
  for (const name of names) {
    expect((await desk.line(adjustment, name, { customer: name, newLimit, ...expiry })).status).toBe(201);
  }
  return adjustment;
}

async function submit(adjustment: string, as = 'cleo'): Promise<string> {
  const answer = await desk.done(
    'submit-adjustment',
    { adjustment },
    { comment: 'They grow.' },
    { as, ...overwriting },
  );
  expect(answer.body).toMatchObject({ for: 'adjustment', state: 'in-progress', requester: as, adjustment });
  return answer.body.approvalRequest;
}

async function submitLine(adjustment: string, line: string, as = 'cleo'): Promise<string> {
  const answer = await desk.done('submit-adjustment-line', { adjustment, line }, {}, { as, ...overwriting });
  expect(answer.body).toMatchObject({ for: 'adjustment-line', state: 'in-progress', adjustment, line });
  return answer.body.approvalRequest;
}

const act = (action: Action, as: string, approvalRequest: string, body: Fields = {}) =>
  desk.call(action, { approvalRequest }, body, { as, ...overwriting });
const requestNow = async (approvalRequest: string) =>
  (await desk.done('get-approval-request', { approvalRequest })).body;
const journalNow = async (adjustment: string) => (await desk.read(adjustment)).body;
const limitOf = async (name: string) => (await desk.creditLimitOf(name))['creditLimit'];
const settle = () => desk.harness.background().settle();
const lineOf = async (adjustment: string, line: string) =>
  (await desk.done('get-adjustment-line', { adjustment, line })).body;
const rewrite = (adjustment: string, name: string, newLimit: string) =>
  desk.line(adjustment, name, { customer: name, newLimit, ...expiry }, overwriting);
const editLimit = (name: string, creditLimit: string) =>
  desk.done('put-customer', { customer: name }, { name, currency: 'EUR', creditLimit }, overwriting);

const problem = (code: string, more: Fields = {}) => ({ type: `urn:holdfast:problem:${code}`, ...more });
const refusal = (status: number, code: string, more: Fields = {}) => ({ status, body: problem(code, more) });

async function waitingFor(as: string): Promise<readonly string[]> {
  const { body } = await desk.harness.call('list-my-approvals', { as, query: { limit: '100' } });
  return body.items.map(({ approvalRequest }) => approvalRequest);
}

async function audited(request: string): Promise<readonly unknown[]> {
  const { isIntact, links } = await auditChain(legalEntityChain('ACME' as AuthorizedEntity));
  expect(isIntact).toBe(true);
  return links.filter(({ what }) => what.id === request).map(({ after }) => (after as Fields)['state']);
}

/** What `work` answers where something else happens between its reading and its writing. */
async function outrun<T>(work: () => Promise<T>, between: () => Promise<unknown>): Promise<T> {
  const answers: T[] = [];
  await watchRequests(async () => answers.push(await work()), beforeFirstWrite(between));
  const [answer] = answers;
  if (answer === undefined) throw new Error('there was no answer');
  return answer;
}

describe('a journal that a workflow fits (§11.1)', () => {
  it('is not posted before it is approved, and then once', async () => {
    await workflow('W');
    const name = await customer();
    const adjustment = await journalOf([name]);
    const none = { approvalStatus: 'not-submitted', approvalRequest: null };
    expect(await journalNow(adjustment)).toMatchObject(none);
    expect(await desk.post(adjustment)).toMatchObject(refusal(409, 'approval-required', { ...none, workflow: 'W' }));

    const request = await submit(adjustment);
    const waiting = { approvalStatus: 'in-progress', approvalRequest: request };
    expect(await journalNow(adjustment)).toMatchObject({ state: 'open', ...waiting });
    expect(await desk.post(adjustment)).toMatchObject(refusal(409, 'approval-required', { ...waiting, workflow: 'W' }));
    expect([await waitingFor('mia'), await waitingFor('cleo')]).toMatchObject([expect.arrayContaining([request]), []]);

    expect(await act('approve-request', 'mia', request)).toMatchObject({ status: 200, body: { state: 'approved' } });
    expect(await journalNow(adjustment)).toMatchObject({ approvalStatus: 'approved', approvalRequest: request });
    expect(await limitOf(name)).toBe('8000.00');
    const posted = { state: 'posted', approvalStatus: 'carried-out', approvalRequest: request };
    expect(await desk.post(adjustment, { as: 'moe' })).toMatchObject({ status: 200, body: posted });
    expect(await limitOf(name)).toBe('9000.00');
    expect(await desk.post(adjustment)).toMatchObject(refusal(409, 'adjustment-not-open'));
    const done = { state: 'carried-out', amount: '9000.00', currency: 'EUR', hold: null, line: null };
    expect(await requestNow(request)).toMatchObject({
      ...done,
      history: [
        { action: 'submit', by: 'cleo', comment: 'They grow.' },
        { action: 'approve', by: 'mia' },
        { action: 'carry-out', by: 'moe' },
      ],
    });
    expect(await audited(request)).toEqual(['in-progress', 'approved', 'carried-out']);
  });

  it('is asked for once, with one key or another', async () => {
    await workflow('W');
    const adjustment = await journalOf([await customer()]);
    const asked = { as: 'cleo', headers: { 'if-match': '*', 'idempotency-key': 'once' } };
    const answers = [
      await desk.call('submit-adjustment', { adjustment }, {}, asked),
      await desk.call('submit-adjustment', { adjustment }, {}, asked),
    ];
    expect(answers.map(({ status }) => status)).toEqual([201, 200]);
    expect(answers[1]?.body).toEqual(answers[0]?.body);
    const again = await desk.call('submit-adjustment', { adjustment }, {}, { as: 'cleo', ...overwriting });
    expect(again).toMatchObject(refusal(409, 'approval-not-in-state', { state: 'in-progress', action: 'submit' }));
  });

  it.each([
    ['just below', '8999.99', 200],
    ['at', '9000.00', 409],
  ])('is one whose largest new limit is %s the amount', async (_, newLimit, status) => {
    await workflow('W', { condition: { amountFrom: '9000.00' } });
    const [small, large] = [await customer(), await customer()];
    const adjustment = await journalOf([small], '100');
    await desk.line(adjustment, large, { customer: large, newLimit, ...expiry });
    expect((await desk.post(adjustment)).status).toBe(status);
  });

  it.each([
    ['of the risk group', 'HIGH', 409],
    ['of none', undefined, 200],
  ])('has a customer %s', async (_, riskGroup, status) => {
    await workflow('W', { condition: { riskGroups: ['HIGH'] } });
    const adjustment = await journalOf([await customer(), await customer({ riskGroup })]);
    expect((await desk.post(adjustment)).status).toBe(status);
  });

  it('is submitted as it was read, and only where a workflow fits', async () => {
    const adjustment = await journalOf([await customer()]);
    const send = (etag: string) =>
      desk.call('submit-adjustment', { adjustment }, {}, { as: 'cleo', headers: { 'if-match': etag } });
    expect(await send('"1"')).toMatchObject(refusal(412, 'precondition-failed'));
    expect(await send('*')).toMatchObject(refusal(409, 'no-workflow-fits'));
    await workflow('W');
    const [empty] = [await desk.journal()];
    const nothing = await desk.call('submit-adjustment', { adjustment: empty }, {}, { as: 'cleo', ...overwriting });
    expect(nothing).toMatchObject(refusal(409, 'adjustment-empty'));
  });

  it('is recalled, rejected or sent back, and submitted again', async () => {
    await workflow('W');
    const name = await customer();
    const adjustment = await journalOf([name]);
    const [recalled, rejected] = [await submit(adjustment), ''];
    expect((await act('recall-request', 'cleo', recalled)).status).toBe(200);
    expect(await journalNow(adjustment)).toMatchObject({ approvalStatus: 'recalled' });
    const second = await submit(adjustment);
    expect([recalled, rejected]).not.toContain(second);
    expect((await act('reject-request', 'mia', second)).status).toBe(200);
    const third = await submit(adjustment);
    expect((await act('send-back-request', 'mia', third)).status).toBe(200);
    expect(await waitingFor('cleo')).toContain(third);
    // What came back is there to be mended, and is asked for as it is then.
    await rewrite(adjustment, name, '9500');
    expect(await journalNow(adjustment)).toMatchObject({ approvalStatus: 'sent-back', approvalRequest: third });
    expect(await act('resubmit-request', 'cleo', third, { reason: 'OK' })).toMatchObject({ status: 422 });
    const again = await act('resubmit-request', 'cleo', third);
    expect(again).toMatchObject({ status: 200, body: { state: 'in-progress', amount: '9500.00' } });
    expect((await act('approve-request', 'mia', third)).status).toBe(200);
    expect((await desk.post(adjustment)).status).toBe(200);
    expect(await limitOf(name)).toBe('9500.00');
  });
});

it('an empty journal is not submitted again', async () => {
  await workflow('W');
  const line = await customer();
  const adjustment = await journalOf([line]);
  const request = await submit(adjustment);
  await act('send-back-request', 'mia', request);
  await desk.done('delete-adjustment-line', { adjustment, line }, undefined, overwriting);
  expect(await act('resubmit-request', 'cleo', request)).toMatchObject(refusal(409, 'adjustment-empty'));
  expect(await requestNow(request)).toMatchObject({ state: 'sent-back' });
});

describe('nobody approves their own (§1.5)', () => {
  it.each(['approve-request', 'reject-request', 'send-back-request'] as const)('by %s', async (action) => {
    await workflow('W');
    const request = await submit(await journalOf([await customer()]), 'mia');
    expect(await act(action, 'mia', request)).toMatchObject(refusal(403, 'own-request'));
    expect(await requestNow(request)).toMatchObject({ state: 'in-progress', approvedBy: [] });
  });

  it('by delegation', async () => {
    await workflow('W');
    const request = await submit(await journalOf([await customer()]), 'mia');
    expect(await act('delegate-request', 'mia', request, { to: 'moe' })).toMatchObject(refusal(403, 'own-request'));
    expect(await act('delegate-request', 'moe', request, { to: 'mia' })).toMatchObject(
      refusal(422, 'unfit-delegate', { because: 'requester' }),
    );
    expect((await act('delegate-request', 'moe', request, { to: 'cem' })).status).toBe(200);
    expect(await act('approve-request', 'mia', request)).toMatchObject(refusal(403, 'own-request'));
    expect(await act('approve-request', 'cem', request)).toMatchObject({ status: 200, body: { state: 'approved' } });
  });

  it('after a clerk became a manager, nor with a role that goes away in between', async () => {
    await workflow('W');
    const request = await submit(await journalOf([await customer()]), 'cem');
    await desk.harness.grant('cem', 'ACME', ['credit-manager']);
    expect(await act('approve-request', 'cem', request)).toMatchObject(refusal(403, 'own-request'));
    const answer = await outrun(
      () => act('approve-request', 'moe', request),
      () => desk.harness.grant('moe', 'ACME', ['credit-clerk']),
    );
    await desk.harness.grant('moe', 'ACME', ['credit-manager']);
    await desk.harness.grant('cem', 'ACME', ['credit-clerk']);
    expect(answer).toMatchObject(refusal(403, 'not-an-approver'));
    expect(await requestNow(request)).toMatchObject({ state: 'in-progress', approvedBy: [] });
  });

  it('where too few others have the role: it is not submitted', async () => {
    await workflow('W', { steps: [{ role: 'credit-manager', approvals: 4 }] });
    const adjustment = await journalOf([await customer()]);
    const refused = await desk.call('submit-adjustment', { adjustment }, {}, { as: 'mia', ...overwriting });
    expect(refused).toMatchObject(refusal(409, 'no-other-approver', { workflow: 'W', step: 0 }));
    const request = await submit(adjustment);
    await act('send-back-request', 'mia', request);
    await desk.harness.grant('moe', 'ACME', ['credit-clerk']);
    const again = await act('resubmit-request', 'cleo', request);
    await desk.harness.grant('moe', 'ACME', ['credit-manager']);
    expect(again).toMatchObject(refusal(409, 'no-other-approver'));
  });

  it('of a line', async () => {
    await workflow('L', { for: 'adjustment-line' });
    const name = await customer();
    const request = await submitLine(await journalOf([name]), name, 'mia');
    expect(await act('approve-request', 'mia', request)).toMatchObject(refusal(403, 'own-request'));
  });
});

describe('an approval is for one version (§11.4)', () => {
  const changes: readonly (readonly [string, (adjustment: string, name: string) => Promise<unknown>])[] = [
    [
      'a description',
      (adjustment) => desk.done('edit-adjustment', { adjustment }, { description: 'May' }, overwriting),
    ],
    ['a line', (adjustment, name) => rewrite(adjustment, name, '9000')],
    ['another line', async (adjustment) => desk.line(adjustment, 'new', { customer: 'M1', newLimit: '1', ...expiry })],
    [
      'a line that goes',
      (adjustment, line) => desk.done('delete-adjustment-line', { adjustment, line }, undefined, overwriting),
    ],
    [
      'generated lines',
      async (adjustment) => {
        const change = { operator: 'plus', valueType: 'percent', value: '10' };
        const body = { from: 'customers', customers: ['M2'], change, dates: expiry };
        await desk.done('generate-adjustment-lines', { adjustment }, body, { as: 'cleo' });
        await settle();
      },
    ],
  ];
  const stages = [
    ['under way', async () => undefined],
    ['approved', async (request: string) => act('approve-request', 'mia', request)],
  ] as const;

  it.each(changes.flatMap(([what, change]) => stages.map(([stage, reach]) => [what, stage, change, reach] as const)))(
    'which %s makes void, where it is %s',
    async (_what, _stage, change, reach) => {
      await workflow('W');
      const [name, other] = [await customer(), await customer()];
      const adjustment = await journalOf([name, other]);
      const request = await submit(adjustment);
      await reach(request);
      await change(adjustment, name);
      expect(await journalNow(adjustment)).toMatchObject({ approvalStatus: 'void', approvalRequest: request });
      const { state, history } = await requestNow(request);
      expect([state, history.at(-1)]).toMatchObject(['void', { action: 'void', because: 'adjustment-changed' }]);
      expect((await audited(request)).at(-1)).toBe('void');
      expect(await act('approve-request', 'moe', request)).toMatchObject(refusal(409, 'approval-not-in-state'));
      expect(await desk.post(adjustment)).toMatchObject(refusal(409, 'approval-required', { workflow: 'W' }));
      expect((await waitingFor('mia')).includes(request)).toBe(false);
    },
  );
});

describe('the task: it is posted by itself (§11.3)', () => {
  it('once, in the name of who asked, and frees the order that the old limit held', async () => {
    await workflow('W', { task: 'post' });
    const name = await customer();
    await desk.hold(`SO-${name}`, { customer: name });
    const adjustment = await journalOf([name], '10000');
    const request = await submit(adjustment);
    expect((await act('approve-request', 'mia', request)).body).toMatchObject({ state: 'carrying-out' });
    await settle();
    const posted = { state: 'posted', posted: { by: 'cleo' }, approvalStatus: 'carried-out' };
    expect(await journalNow(adjustment)).toMatchObject(posted);
    expect(await requestNow(request)).toMatchObject({ state: 'carried-out', problem: null });
    expect(await desk.stateOf(`SO-${name}.1`)).toBe('released');
    const message = { body: { legalEntity: 'ACME', approvalRequest: request } };
    await desk.harness.work('carry-out-approvals', { messages: [message] });
    expect(await journalNow(adjustment)).toMatchObject(posted);
    expect((await requestNow(request)).history.map(({ action }) => action)).toEqual(['submit', 'approve', 'carry-out']);
  });

  it.each(['recalled, mended and submitted anew', 'mended and submitted again'])(
    'fails where a limit has moved, says why, and is %s',
    async (way) => {
      await workflow('W', { task: 'post' });
      const [name, other] = [await customer(), await customer()];
      const adjustment = await journalOf([name, other]);
      let request = await submit(adjustment);
      await editLimit(name, '8500');
      expect((await act('approve-request', 'mia', request)).status).toBe(200);
      await settle();
      const why = problem('adjustment-not-postable', { lines: [{ line: name, code: 'limit-changed' }] });
      expect(await requestNow(request)).toMatchObject({ state: 'failed', problem: why });
      expect(await journalNow(adjustment)).toMatchObject({ state: 'open', approvalStatus: 'failed' });
      expect([await limitOf(name), await limitOf(other)]).toEqual(['8500.00', '8000.00']);
      expect(await desk.post(adjustment)).toMatchObject(
        refusal(409, 'approval-required', { approvalRequest: request }),
      );

      const isRecalled = way.startsWith('recalled');
      if (isRecalled) expect((await act('recall-request', 'cleo', request)).status).toBe(200);
      expect((await rewrite(adjustment, name, '9000')).status).toBe(200);
      if (isRecalled) request = await submit(adjustment);
      else expect((await act('resubmit-request', 'cleo', request)).status).toBe(200);
      expect((await act('approve-request', 'mia', request)).status).toBe(200);
      await settle();
      expect(await journalNow(adjustment)).toMatchObject({ state: 'posted', approvalStatus: 'carried-out' });
      expect([await limitOf(name), await limitOf(other)]).toEqual(['9000.00', '9000.00']);
    },
  );

  it('fails where whoever asked for it may not any more', async () => {
    await workflow('W', { task: 'post' });
    const name = await customer();
    const adjustment = await journalOf([name]);
    const request = await submit(adjustment, 'cem');
    await desk.harness.grant('cem', 'ACME', ['auditor']);
    await act('approve-request', 'mia', request);
    await settle();
    await desk.harness.grant('cem', 'ACME', ['credit-clerk']);
    expect(await requestNow(request)).toMatchObject({ state: 'failed', problem: problem('not-allowed') });
    expect(await journalNow(adjustment)).toMatchObject({ state: 'open', approvalStatus: 'failed' });
    expect(await limitOf(name)).toBe('8000.00');
  });

  it('is carried on by a job where the journal is large, and fails with it', async () => {
    await workflow('W', { task: 'post' });
    const name = await customer();
    const refused = await journalOf([name, ...many], '9100');
    const request = await submit(refused);
    await editLimit(name, '8500');
    await act('approve-request', 'mia', request);
    await settle();
    const { job } = await journalNow(refused);
    expect(job).not.toBeNull();
    expect(await journalNow(refused)).toMatchObject({
      state: 'open',
      approvalStatus: 'failed',
    });
    expect(await requestNow(request)).toMatchObject({ state: 'failed', problem: problem('adjustment-not-postable') });

    await rewrite(refused, name, '9100');
    expect((await act('resubmit-request', 'cleo', request)).status).toBe(200);
    await act('approve-request', 'mia', request);
    await settle();
    expect(await journalNow(refused)).toMatchObject({ state: 'posted', approvalStatus: 'carried-out' });
    expect((await journalNow(refused)).job).not.toBe(job);
    expect([await limitOf(name), await limitOf('M39')]).toEqual(['9100.00', '9100.00']);
  }, 60_000);
});

describe('a line that must be approved on its own', () => {
  it('stops the posting and is named, until it is', async () => {
    await workflow('L', { for: 'adjustment-line', condition: { amountFrom: '9000.01' } });
    const [small, large] = [await customer(), await customer()];
    const adjustment = await journalOf([small]);
    await desk.line(adjustment, large, { customer: large, newLimit: '9000.01', ...expiry });
    const stops = (more: Fields) => {
      const lines = [{ line: large, code: 'approval-required', ...more }];
      return refusal(409, 'adjustment-not-postable', { lines });
    };
    expect(await desk.post(adjustment)).toMatchObject(stops({ workflow: 'L', approvalRequest: null }));
    const request = await submitLine(adjustment, large);
    expect(await lineOf(adjustment, large)).toMatchObject({ approvalStatus: 'in-progress', approvalRequest: request });
    expect(await desk.post(adjustment)).toMatchObject(stops({ workflow: 'L', approvalRequest: request }));
    expect((await act('approve-request', 'mia', request)).status).toBe(200);
    // Another line is none of its business.
    await rewrite(adjustment, small, '8900');
    expect(await lineOf(adjustment, large)).toMatchObject({ approvalStatus: 'approved' });
    expect((await desk.post(adjustment)).status).toBe(200);
    expect([await limitOf(small), await limitOf(large)]).toEqual(['8900.00', '9000.01']);
    expect(await audited(request)).toEqual(['in-progress', 'approved']);
  });

  it.each(['under way', 'approved'])('is not the one that was %s once it is changed', async (stage) => {
    await workflow('L', { for: 'adjustment-line' });
    const name = await customer();
    const adjustment = await journalOf([name]);
    const request = await submitLine(adjustment, name);
    if (stage === 'approved') await act('approve-request', 'mia', request);
    await rewrite(adjustment, name, '9000');
    expect(await lineOf(adjustment, name)).toMatchObject({ approvalStatus: 'void' });
    expect(await requestNow(request)).toMatchObject({ state: 'void' });
    expect(await desk.post(adjustment)).toMatchObject(refusal(409, 'adjustment-not-postable'));
    const next = await submitLine(adjustment, name);
    await desk.done('delete-adjustment-line', { adjustment, line: name }, undefined, overwriting);
    expect(await requestNow(next)).toMatchObject({ state: 'void' });
    expect(await act('approve-request', 'mia', next)).toMatchObject(refusal(409, 'approval-not-in-state'));
    expect((await auditChain(legalEntityChain('ACME' as AuthorizedEntity))).isIntact).toBe(true);
  });

  it.each(['under way', 'sent back'])('stops it while it is %s, also where no workflow is left', async (stage) => {
    await workflow('L', { for: 'adjustment-line' });
    const name = await customer();
    const adjustment = await journalOf([name]);
    const request = await submitLine(adjustment, name);
    if (stage === 'sent back') await act('send-back-request', 'mia', request);
    await desk.call('delete-workflow', { workflow: 'L' }, undefined, overwriting);
    const lines = [{ line: name, code: 'approval-required', approvalRequest: request }];
    expect(await desk.post(adjustment)).toMatchObject(refusal(409, 'adjustment-not-postable', { lines }));
    expect((await act('recall-request', 'cleo', request)).status).toBe(200);
    expect((await desk.post(adjustment)).status).toBe(200);
  });

  it('is not submitted again once it is gone', async () => {
    await workflow('L', { for: 'adjustment-line' });
    const name = await customer();
    const adjustment = await journalOf([name]);
    const request = await submitLine(adjustment, name);
    await act('send-back-request', 'mia', request);
    await desk.done('delete-adjustment-line', { adjustment, line: name }, undefined, overwriting);
    for (const as of ['cleo', 'mia']) {
      const again = await act('resubmit-request', as, request);
      expect(again).toMatchObject(refusal(409, 'approval-not-in-state', { state: 'void' }));
    }
  });

  it('is answered as before where the same is sent again, also once it is gone', async () => {
    await workflow('L', { for: 'adjustment-line' });
    const line = await customer();
    const adjustment = await journalOf([line]);
    const asked = { as: 'cleo', headers: { 'if-match': '*', 'idempotency-key': 'again' } };
    const first = await desk.call('submit-adjustment-line', { adjustment, line }, {}, asked);
    await desk.done('delete-adjustment-line', { adjustment, line }, undefined, overwriting);
    const again = await desk.call('submit-adjustment-line', { adjustment, line }, {}, asked);
    expect([first.status, again.status, again.body]).toEqual([201, 200, first.body]);
    const another = await desk.call('submit-adjustment-line', { adjustment, line }, {}, { as: 'cleo', ...overwriting });
    expect(another).toMatchObject(refusal(404, 'not-found'));
  });

  it('and a journal that must be approved need both', async () => {
    await workflow('W', { rank: 2 });
    await workflow('L', { for: 'adjustment-line' });
    const name = await customer();
    const adjustment = await journalOf([name]);
    const journal = await submit(adjustment);
    const line = await submitLine(adjustment, name);
    await act('approve-request', 'mia', journal);
    expect(await desk.post(adjustment)).toMatchObject(refusal(409, 'adjustment-not-postable'));
    await act('approve-request', 'mia', line);
    expect((await desk.post(adjustment)).status).toBe(200);
    expect(await limitOf(name)).toBe('9000.00');
  });
});

describe('who comes between reading and writing', () => {
  it('a submission before an edit: the edit voids it', async () => {
    await workflow('W');
    const name = await customer();
    const adjustment = await journalOf([name]);
    const requests: string[] = [];
    await outrun(
      () => rewrite(adjustment, name, '20000'),
      async () => requests.push(await submit(adjustment)),
    );
    expect(await journalNow(adjustment)).toMatchObject({ approvalStatus: 'void', approvalRequest: requests[0] });
    expect(await requestNow(requests[0] ?? '')).toMatchObject({ state: 'void', amount: '9000.00' });
  });

  it('an edit before a submission: it is about what the edit left', async () => {
    await workflow('W');
    const name = await customer();
    const adjustment = await journalOf([name]);
    const request = await outrun(
      () => submit(adjustment),
      () => rewrite(adjustment, name, '20000'),
    );
    expect(await requestNow(request)).toMatchObject({ state: 'in-progress', amount: '20000.00' });
  });

  it('an edit before an approval: there is nothing left to approve', async () => {
    await workflow('W');
    const name = await customer();
    const adjustment = await journalOf([name]);
    const request = await submit(adjustment);
    const answer = await outrun(
      () => act('approve-request', 'mia', request),
      () => rewrite(adjustment, name, '20000'),
    );
    expect(answer).toMatchObject(refusal(409, 'approval-not-in-state', { state: 'void' }));
    expect(await desk.post(adjustment)).toMatchObject(refusal(409, 'approval-required'));
  });

  it('an approval before an edit: the edit voids it', async () => {
    await workflow('W');
    const name = await customer();
    const adjustment = await journalOf([name]);
    const request = await submit(adjustment);
    const answer = await outrun(
      () => rewrite(adjustment, name, '20000'),
      () => act('approve-request', 'mia', request),
    );
    expect([answer.status, (await requestNow(request)).state]).toEqual([200, 'void']);
    expect(await desk.post(adjustment)).toMatchObject(refusal(409, 'approval-required'));
  });

  it('an edit before a posting: what was not approved is not posted', async () => {
    await workflow('W');
    const name = await customer();
    const adjustment = await journalOf([name]);
    await act('approve-request', 'mia', await submit(adjustment));
    const answer = await outrun(
      () => desk.post(adjustment),
      () => rewrite(adjustment, name, '20000'),
    );
    expect(answer).toMatchObject(refusal(409, 'approval-required', { approvalStatus: 'void' }));
    expect(await limitOf(name)).toBe('8000.00');
  });

  it('a posting by hand before an edit: it is posted as it was approved', async () => {
    await workflow('W');
    const name = await customer();
    const adjustment = await journalOf([name]);
    const request = await submit(adjustment);
    await act('approve-request', 'mia', request);
    const answer = await outrun(
      () => rewrite(adjustment, name, '20000'),
      () => desk.post(adjustment),
    );
    expect(answer).toMatchObject(refusal(409, 'adjustment-not-open'));
    expect([await limitOf(name), (await requestNow(request)).state]).toEqual(['9000.00', 'carried-out']);
  });

  it('a recall before the task: nothing is posted', async () => {
    await workflow('W', { task: 'post' });
    const name = await customer();
    const adjustment = await journalOf([name]);
    const request = await submit(adjustment);
    await act('approve-request', 'mia', request);
    const message = { body: { legalEntity: 'ACME', approvalRequest: request } };
    await outrun(
      () => desk.harness.work('carry-out-approvals', { messages: [message] }),
      () => act('recall-request', 'cleo', request),
    );
    await settle();
    expect(await journalNow(adjustment)).toMatchObject({ state: 'open', approvalStatus: 'recalled' });
    expect(await limitOf(name)).toBe('8000.00');
  });

  it('a posting before the submission of a line: there is nothing left to approve', async () => {
    await workflow('L', { for: 'adjustment-line' });
    const name = await customer();
    const adjustment = await journalOf([name]);
    const answer = await outrun(
      () => desk.call('submit-adjustment-line', { adjustment, line: name }, {}, { as: 'cleo', ...overwriting }),
      async () => {
        await desk.call('delete-workflow', { workflow: 'L' }, undefined, overwriting);
        expect((await desk.post(adjustment)).status).toBe(200);
      },
    );
    expect(answer).toMatchObject(refusal(409, 'adjustment-not-open'));
    expect(await lineOf(adjustment, name)).toMatchObject({ approvalStatus: 'not-submitted' });
  });

  it('the submission of a line before a posting: it is not posted', async () => {
    const name = await customer();
    const adjustment = await journalOf([name]);
    const answer = await outrun(
      () => desk.post(adjustment),
      async () => {
        await workflow('L', { for: 'adjustment-line' });
        await submitLine(adjustment, name);
      },
    );
    expect(answer).toMatchObject(refusal(409, 'adjustment-not-postable'));
    expect(await journalNow(adjustment)).toMatchObject({ state: 'open' });
  });

  it('two approvals: one counts', async () => {
    await workflow('W', { steps: [{ role: 'credit-manager', approvals: 2 }] });
    const request = await submit(await journalOf([await customer()]));
    const answer = await outrun(
      () => act('approve-request', 'mia', request),
      () => act('approve-request', 'mia', request),
    );
    expect(answer).toMatchObject(refusal(409, 'already-approved'));
    expect(await requestNow(request)).toMatchObject({ state: 'in-progress', approvedBy: ['mia'] });
  });
});

describe('bad input', () => {
  it.each([
    ['a line of nobody', { newLimit: '1', ...expiry }, 422, '/creditGroup'],
    [
      'a line of a customer and a group',
      { customer: 'M1', creditGroup: 'G', newLimit: '1', ...expiry },
      422,
      '/creditGroup',
    ],
    ['a line without a date', { customer: 'M1', newLimit: '1' }, 422, '/expiryDate'],
  ])('%s', async (_, body, status, pointer) => {
    const answer = await desk.line(await desk.journal(), '1', body);
    expect(answer).toMatchObject({ status, body: { errors: [{ pointer }] } });
  });
});
