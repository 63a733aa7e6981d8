import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApprovalDesk, type ApprovalDesk } from './approval-desk.ts';

let desk: ApprovalDesk;
const requests: string[] = [];
beforeAll(async () => {
  desk = await startApprovalDesk();
  await desk.workflow('W', {
    steps: [
      { role: 'credit-clerk', approvals: 1 },
      { users: ['mia', 'max'], approvals: 2 },
    ],
  });
  for (let count = 0; count < 5; count += 1) {
    desk.harness.setClock(`2026-06-15T10:0${count}:00.000Z`);
    requests.push(await desk.submit('cleo', (await desk.held()).hold));
  }
});
afterAll(() => desk.harness.background().stop());

async function listOf(as: string) {
  const { body } = await desk.harness.call('list-my-approvals', { as });
  return body.items.map(({ approvalRequest, waitsFor }) => `${requests.indexOf(approvalRequest)} ${waitsFor}`);
}

describe('my approvals (§11.2)', () => {
  test('by role, by name, as a delegate, and what came back to me', async () => {
    expect(await listOf('carl')).toEqual(['0 decision', '1 decision', '2 decision', '3 decision', '4 decision']);
    expect(await listOf('mia')).toEqual([]);
    await desk.act('approve-request', 'carl', requests[0] ?? '');
    await desk.act('approve-request', 'cem', requests[1] ?? '');
    await desk.act('approve-request', 'mia', requests[1] ?? '');
    await desk.act('send-back-request', 'carl', requests[2] ?? '');
    await desk.act('reject-request', 'carl', requests[3] ?? '');
    await desk.act('delegate-request', 'carl', requests[4] ?? '', { to: 'moe' });
    expect(await listOf('carl')).toEqual([]);
    expect(await listOf('cem')).toEqual(['4 decision']);
    expect(await listOf('mia')).toEqual(['0 decision']);
    expect(await listOf('max')).toEqual(['0 decision', '1 decision']);
    expect(await listOf('moe')).toEqual(['4 decision']);
    expect(await listOf('cleo')).toEqual(['2 resubmission']);
  });

  test('of every legal entity, in pages', async () => {
    const { harness } = desk;
    const elsewhere = { legalEntity: 'OTHER' };
    await harness.call('put-legal-entity', {
      as: 'root',
      params: elsewhere,
      body: { name: 'Other', baseCurrency: 'EUR', timeZone: 'Europe/Berlin' },
    });
    await harness.grant('max', 'OTHER', ['credit-manager']);
    const query = { limit: '1' };
    const first = await harness.call('list-my-approvals', { as: 'max', query });
    const cursor = first.body.nextCursor ?? '';
    const second = await harness.call('list-my-approvals', { as: 'max', query: { ...query, cursor } });
    expect([first, second].flatMap(({ body }) => body.items.map(({ approvalRequest }) => approvalRequest))).toEqual(
      requests.slice(0, 2),
    );
    const others = await harness.call('list-my-approvals', { as: 'mia', query: { ...query, cursor } });
    expect(others).toMatchObject({ status: 422, body: { type: 'urn:holdfast:problem:invalid-cursor' } });
    expect(await harness.call('list-my-approvals', { as: 'root' })).toMatchObject({ status: 200 });
    await harness.grant('ada', 'ACME', ['auditor']);
    expect(await harness.call('list-my-approvals', { as: 'ada' })).toMatchObject({ status: 403 });
  });
});

describe('approval requests of a legal entity', () => {
  const list = async (query: Readonly<Record<string, string | readonly string[]>>) => {
    const { body } = await desk.call('list-approval-requests', {}, undefined, { as: 'ada', query: query as never });
    return body.items.map(({ approvalRequest, state }) => `${requests.indexOf(approvalRequest)} ${state}`);
  };

  test('all of them, or those in some states', async () => {
    const all = ['0 in-progress', '1 in-progress', '2 sent-back', '3 rejected', '4 in-progress'];
    expect(await list({})).toEqual(all);
    expect(await list({ state: 'rejected' })).toEqual(['3 rejected']);
    expect(await list({ limit: '2' })).toEqual(all.slice(0, 2));
  });

  test('one that is not there is not found', async () => {
    const unknown = await desk.call('get-approval-request', { approvalRequest: 'nothing' });
    expect(unknown).toMatchObject({ status: 404, body: { type: 'urn:holdfast:problem:not-found' } });
    expect(await desk.act('approve-request', 'mia', 'nothing')).toMatchObject({ status: 404 });
  });
});
