import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ApprovalRequestId, CustomerId, LegalEntityId, Subject } from '../../../domain/ids.ts';
import { approved } from '../../../domain/workflow/change-approval.ts';
import { entityOfRecord } from '../../../functions/access.ts';
import { approvalItem } from '../../../functions/store/approval-item.ts';
import { readApproval } from '../../../functions/store/approvals.ts';
import { auditLinkCodec } from '../../../functions/store/audit.ts';
import { customerChain } from '../../../functions/store/audit-chain.ts';
import { queryPartition } from '../../../functions/store/credit-state.ts';
import { customerPartition } from '../../../functions/store/keys.ts';
import { verifyChain } from '../../../functions/store/verify-chain.ts';
import { patienceUntil } from '../../../functions/store/patience.ts';
import { transact } from '../../../functions/store/transact.ts';
import { twoAtOnce } from '../../store/two-at-once.ts';
import { startApprovalDesk, type ApprovalDesk, type Held } from './approval-desk.ts';

const acme = entityOfRecord('ACME' as LegalEntityId);

let desk: ApprovalDesk;
beforeAll(async () => {
  desk = await startApprovalDesk();
});
afterAll(() => desk.harness.background().stop());

let held: Held;
let request: string;
beforeEach(async () => {
  await desk.noWorkflow('W');
  await desk.workflow('W', { steps: [{ role: 'credit-manager', approvals: 1 }] });
  held = await desk.held();
});

/** §17: every step is in the customer's chain, which is whole. */
async function auditedStates(): Promise<readonly unknown[]> {
  const customer = held.customer as CustomerId;
  const partition = customerPartition(acme, customer);
  const links = (await queryPartition(partition, 'L#', true)).map((link) => auditLinkCodec(link, 'link'));
  expect((await verifyChain(customerChain(acme, customer), undefined)).state).toBe('intact');
  const ofRequest = links.filter(({ what }) => what.kind === 'approval-request' && what.id === request);
  return ofRequest.map(({ after }) => (after as { readonly state: string }).state);
}

type Way = 0 | 1 | undefined;
const ways: readonly (readonly [string, Way])[] = [
  ['the first first', 0],
  ['the second first', 1],
  ['both at once', undefined],
];

/** Both are decided on what is there before either is written. */
async function together<A, B>(way: Way, first: () => Promise<A>, second: () => Promise<B>): Promise<readonly [A, B]> {
  const race = twoAtOnce(way);
  try {
    const one = first();
    await race.first;
    return await Promise.all([one, second()]);
  } finally {
    race.stop();
  }
}

const statuses = (...answers: readonly { readonly status: number }[]) => answers.map(({ status }) => status);

describe.each(ways)('in the same instant (%s)', (_, way) => {
  test('two approve, where two must: both count', async () => {
    await desk.noWorkflow('W');
    await desk.workflow('W', { steps: [{ role: 'credit-manager', approvals: 2 }] });
    request = await desk.submit('cleo', held.hold);
    const answers = await together(
      way,
      () => desk.act('approve-request', 'mia', request),
      () => desk.act('approve-request', 'max', request),
    );
    expect(statuses(...answers)).toEqual([200, 200]);
    const { state, approvedBy } = await desk.request(request);
    expect({ state, approvedBy: approvedBy.toSorted() }).toEqual({ state: 'approved', approvedBy: ['max', 'mia'] });
    expect(await auditedStates()).toEqual(['in-progress', 'in-progress', 'approved']);
  });

  test('two approve, where one must: one does', async () => {
    request = await desk.submit('cleo', held.hold);
    const answers = await together(
      way,
      () => desk.act('approve-request', 'mia', request),
      () => desk.act('approve-request', 'max', request),
    );
    expect(statuses(...answers).toSorted()).toEqual([200, 409]);
    expect((await desk.request(request)).approvedBy).toHaveLength(1);
    expect(await auditedStates()).toEqual(['in-progress', 'approved']);
  });

  test('one approves, one rejects: one of the two', async () => {
    request = await desk.submit('cleo', held.hold);
    const answers = await together(
      way,
      () => desk.act('approve-request', 'mia', request),
      () => desk.act('reject-request', 'max', request),
    );
    expect(statuses(...answers).toSorted()).toEqual([200, 409]);
    const { state } = await desk.request(request);
    expect(state).toBe(answers[0].status === 200 ? 'approved' : 'rejected');
    const { approval } = await desk.holdNow(held.hold);
    expect(approval?.isGranted).toBe(state === 'approved' ? true : undefined);
  });

  test('it is approved and recalled: one of the two', async () => {
    request = await desk.submit('cleo', held.hold);
    const answers = await together(
      way,
      () => desk.act('approve-request', 'mia', request),
      () => desk.act('recall-request', 'cleo', request),
    );
    expect(statuses(...answers).toSorted()).toEqual([200, 409]);
    const { state } = await desk.request(request);
    expect(state).toBe(answers[0].status === 200 ? 'approved' : 'recalled');
    expect(await auditedStates()).toEqual(['in-progress', state]);
  });

  test('it is approved and the order changes: nothing is approved (§11.4)', async () => {
    request = await desk.submit('cleo', held.hold);
    const { order, customer } = held;
    const [approval, changed] = await together(
      way,
      () => desk.act('approve-request', 'mia', request),
      () => desk.order(order, { customer, version: 2, amount: '20000.00' }),
    );
    expect(changed.status).toBe(200);
    expect(await desk.request(request)).toMatchObject({ state: 'void' });
    expect(await desk.holdNow(held.hold)).toMatchObject({ state: 'open', approval: null });
    expect(await auditedStates()).toEqual(['in-progress', ...(approval.status === 200 ? ['approved'] : []), 'void']);
  });

  test('it is approved and the order is cancelled: the hold is closed', async () => {
    request = await desk.submit('cleo', held.hold);
    const { order, customer } = held;
    await together(
      way,
      () => desk.act('approve-request', 'mia', request),
      () => desk.call('cancel-order', { order }, { customer }),
    );
    expect(await desk.request(request)).toMatchObject({ state: 'void' });
    expect(await desk.stateOf(held.hold)).toBe('cancelled');
  });

  test('two ask: there is one request', async () => {
    const answers = await together(
      way,
      () => desk.release('cleo', [held.hold]),
      () => desk.release('cem', [held.hold]),
    );
    const outcomes = answers.flatMap(({ body }) => body.results.map(({ outcome }) => outcome));
    expect(outcomes.toSorted()).toEqual(['awaiting-approval', 'refused']);
  });

  test('what was approved is done and the order changes: done before, or void', async () => {
    await desk.noWorkflow('W');
    await desk.workflow('W', { task: 'release-without-posting' });
    request = await desk.submit('cleo', held.hold);
    await desk.act('approve-request', 'mia', request);
    const message = { messages: [{ body: { legalEntity: 'ACME', approvalRequest: request } }] };
    const { order, customer } = held;
    await together(
      way,
      () => desk.harness.work('carry-out-approvals', message),
      () => desk.order(order, { customer, version: 2, amount: '20000.00' }),
    );
    const { state } = await desk.request(request);
    expect(await desk.holdNow(held.hold)).toMatchObject({ state: state === 'carried-out' ? 'released' : 'open' });
    expect(await auditedStates()).toEqual(['in-progress', 'carrying-out', state]);
    if (way !== undefined) expect(state).toBe(way === 0 ? 'carried-out' : 'void');
  });
});

describe('a condition of the write (§1.5)', () => {
  test('the role of who approves goes away in between', async () => {
    request = await desk.submit('cleo', held.hold);
    const race = twoAtOnce(1);
    const approving = desk.act('approve-request', 'moe', request);
    await race.first;
    await desk.call('put-grant', { subject: 'moe' }, { roles: ['credit-clerk'] }, { headers: { 'if-match': '*' } });
    race.stop();
    expect(await approving).toMatchObject({ status: 403, body: { type: 'urn:holdfast:problem:not-an-approver' } });
    expect(await desk.request(request)).toMatchObject({ state: 'in-progress', approvedBy: [] });
    await desk.harness.grant('moe', 'ACME', ['credit-manager']);
  });

  test.each([
    ['who made the request', 'cleo'],
    ['who has approved in this step', 'mia'],
    ['nobody else', 'max'],
  ])('keeps out %s, whatever was decided before it', async (who, decider) => {
    await desk.noWorkflow('W');
    await desk.workflow('W', { steps: [{ role: 'credit-manager', approvals: 2 }] });
    request = await desk.submit('cleo', held.hold);
    await desk.act('approve-request', 'mia', request);
    const seen = await readApproval(acme, request as ApprovalRequestId);
    const other = { subject: 'somebody' as Subject, roles: ['credit-manager'] };
    const { request: approval } = approved(seen.approval, other, { at: '2026-06-15T10:00:00.000Z' });
    const next = { approval, about: seen.about };
    const write = { name: 'approval', item: approvalItem(acme, next, seen, decider as Subject) };
    const failures = await transact([write], patienceUntil(Date.now() + 5_000));
    expect(failures.map(({ name }) => name)).toEqual(who === 'nobody else' ? [] : ['approval']);
  });
});
