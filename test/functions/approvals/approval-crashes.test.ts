import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { CustomerId, LegalEntityId } from '../../../domain/ids.ts';
import { entityOfRecord } from '../../../functions/access.ts';
import { logger } from '../../../functions/logger.ts';
import { auditLinkCodec } from '../../../functions/store/audit.ts';
import { customerChain } from '../../../functions/store/audit-chain.ts';
import { queryPartition } from '../../../functions/store/credit-state.ts';
import { customerPartition } from '../../../functions/store/keys.ts';
import { verifyChain } from '../../../functions/store/verify-chain.ts';
import { dying } from '../../store/killed-machine.ts';
import type { Fault } from '../documents/faults.ts';
import { startApprovalDesk, type ApprovalDesk, type Held } from './approval-desk.ts';

/** Longer than a message stays hidden whose receiver died. */
const longPassed = 200_000;

let desk: ApprovalDesk;
beforeAll(async () => {
  // Dying is planned here, and no news.
  logger.setLogLevel('SILENT');
  vi.useFakeTimers({ toFake: ['Date'] });
  desk = await startApprovalDesk();
  await desk.workflow('W', { task: 'release-without-posting' });
});
afterAll(async () => {
  await desk.harness.background().stop();
  vi.useRealTimers();
});

type Case = { readonly held: Held; request: string };

const submit = (one: Case) => desk.release('cleo', [one.held.hold], {}, `submit-${one.held.hold}`);
const approve = (one: Case) => desk.act('approve-request', 'mia', one.request, {}, `approve-${one.held.hold}`);
const recall = (one: Case) => desk.act('recall-request', 'cleo', one.request, {}, `recall-${one.held.hold}`);
const change = ({ held: { order, customer } }: Case) => desk.order(order, { customer, version: 2, amount: '20000.00' });

async function submitted(one: Case): Promise<void> {
  const [result] = (await submit(one)).body.results;
  if (result?.outcome !== 'awaiting-approval') throw new Error(`it was not submitted: ${JSON.stringify(result)}`);
  one.request = result.hold.approval?.request ?? '';
}

/** What is left in the end: of the hold, of the request, of the audit chain, and what was sent. */
async function outcome({ held: { hold, customer }, request }: Case) {
  const [entity, id] = [entityOfRecord('ACME' as LegalEntityId), customer as CustomerId];
  const partition = customerPartition(entity, id);
  const links = (await queryPartition(partition, 'L#', true)).map((link) => auditLinkCodec(link, 'link'));
  const isWhole = (await verifyChain(customerChain(entity, id), undefined)).state === 'intact';
  const audited = links
    .filter(({ what }) => what.id === request)
    .map(({ after }) => (after as { state: string }).state);
  const { state, history } = await desk.request(request);
  const sent = ['approval-needed', 'order-released'].flatMap((type) => {
    const ofHold = desk.events(type).filter((data) => data['hold'] === hold);
    return ofHold.length > 0 ? [type] : [];
  });
  const actions = history.map(({ action }) => action);
  return { hold: await desk.stateOf(hold), state, actions, audited, isWhole, sent };
}

type Sweep = {
  readonly before: (one: Case) => Promise<unknown>;
  readonly work: (one: Case) => Promise<unknown>;
  readonly again: (one: Case) => Promise<unknown>;
};

/** Kills the machine at every call of some work, one after the other; then it is asked for again, and what hung goes on. */
async function killedAtEveryCall(fault: Fault, { before, work, again }: Sweep, expected: object): Promise<void> {
  let calls = Number.MAX_SAFE_INTEGER;
  for (let call = 0; call <= calls; call += 1) {
    const one: Case = { held: await desk.held(), request: '' };
    await before(one);
    const made = await dying(call === 0 ? Number.MAX_SAFE_INTEGER : call, fault, () => work(one));
    if (call === 0) calls = made;
    await again(one);
    vi.setSystemTime(Date.now() + longPassed);
    await desk.settle();
    expect({ call, ...(await outcome(one)) }).toEqual({ call, ...expected });
  }
  expect(calls).toBeGreaterThan(5);
}

const needed = ['approval-needed'];

describe.each(['lost before', 'lost after'] as const)('killed at every call (%s)', (fault) => {
  test('a submission is made once', { timeout: 180_000 }, () =>
    killedAtEveryCall(
      fault,
      {
        before: async () => {},
        work: async (one) => {
          await submit(one);
          await desk.settle();
        },
        again: submitted,
      },
      {
        hold: 'awaiting-approval',
        state: 'in-progress',
        actions: ['submit'],
        audited: ['in-progress'],
        isWhole: true,
        sent: needed,
      },
    ),
  );

  test('what was approved is done once', { timeout: 180_000 }, () =>
    killedAtEveryCall(
      fault,
      {
        before: async (one) => {
          await submitted(one);
          await desk.settle();
        },
        work: async (one) => {
          await approve(one);
          await desk.settle();
        },
        again: async (one) => {
          expect(await approve(one)).toMatchObject({ status: 200, body: { state: 'carrying-out' } });
        },
      },
      {
        hold: 'released',
        state: 'carried-out',
        actions: ['submit', 'approve', 'carry-out'],
        audited: ['in-progress', 'carrying-out', 'carried-out'],
        isWhole: true,
        sent: [...needed, 'order-released'],
      },
    ),
  );

  test('a recall and a change of the order end it once', { timeout: 180_000 }, async () => {
    const before = submitted;
    const ended = { hold: 'open', isWhole: true, sent: needed };
    await killedAtEveryCall(
      fault,
      { before, work: recall, again: recall },
      { ...ended, state: 'recalled', actions: ['submit', 'recall'], audited: ['in-progress', 'recalled'] },
    );
    await killedAtEveryCall(
      fault,
      { before, work: change, again: change },
      { ...ended, state: 'void', actions: ['submit', 'void'], audited: ['in-progress', 'void'] },
    );
  });
});
