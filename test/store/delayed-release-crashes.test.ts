import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { CustomerId, LegalEntityId } from '../../domain/ids.ts';
import { entityOfRecord } from '../../functions/access.ts';
import { logger } from '../../functions/logger.ts';
import { customerChain } from '../../functions/store/audit-chain.ts';
import { auditLinkCodec } from '../../functions/store/audit.ts';
import { queryPartition } from '../../functions/store/credit-state.ts';
import { customerPartition } from '../../functions/store/keys.ts';
import { verifyChain } from '../../functions/store/verify-chain.ts';
import type { Fault } from '../functions/documents/faults.ts';
import { startHoldDesk, type HoldDesk } from './hold-desk.ts';
import { dying } from './killed-machine.ts';
import { twoAtOnce } from './two-at-once.ts';

const delayMs = 30_000;
/** More than the delay, and than a message stays hidden whose receiver died. */
const longPassed = 200_000;

let desk: HoldDesk;
let customers = 0;
let customer: string;
let hold: string;
beforeAll(async () => {
  // Dying is planned here, and no news.
  logger.setLogLevel('SILENT');
  vi.useFakeTimers({ toFake: ['Date'] });
  desk = await startHoldDesk({ background: true });
  await desk.parameters({ releaseDelaySeconds: delayMs / 1_000 });
});
afterAll(async () => {
  await desk.harness.background().stop();
  vi.useRealTimers();
});
beforeEach(prepare);

/** A customer with a hold of its own. */
async function prepare(): Promise<void> {
  customers += 1;
  customer = `C${customers + 1}`;
  hold = `O${customers}.1`;
  await desk.customer(customer);
  await desk.hold(`O${customers}`, { customer });
  await settle();
}

const settle = () => desk.harness.background().settle();
const release = () => desk.release('mia', [hold], { mode: 'with-posting' }, `release-${hold}`);
const withdraw = () => desk.withdraw('max', [hold], {}, `withdraw-${hold}`);
function pass(milliseconds: number): void {
  vi.setSystemTime(Date.now() + milliseconds);
}

/** What is left in the end: the state of the hold, the steps of its audit chain, which is whole, and what was sent. */
async function outcome() {
  const [entity, id] = [entityOfRecord('ACME' as LegalEntityId), customer as CustomerId];
  const partition = customerPartition(entity, id);
  const links = (await queryPartition(partition, 'L#', true)).map((link) => auditLinkCodec(link, 'link'));
  const isWhole = (await verifyChain(customerChain(entity, id), undefined)).state === 'intact';
  const steps = links.filter(({ what }) => what.id === hold).map(({ after }) => (after as { state: string }).state);
  const events = desk.harness
    .background()
    .publishedEvents()
    .map(({ message }) => JSON.parse(message) as { id: string; type: string; data: Readonly<Record<string, unknown>> })
    .filter(({ type, data }) => type === 'holdfast.order-released.v1' && data['hold'] === hold);
  // At least once, with an id to recognise repeats (§15.2).
  const released = new Set(events.map(({ id: event }) => event)).size;
  return { state: await desk.stateOf(hold), steps, released, isWhole };
}
const isReleased = { state: 'released', steps: ['open', 'releasing', 'released'], released: 1, isWhole: true };
const isWithdrawn = { state: 'open', steps: ['open', 'releasing', 'open'], released: 0, isWhole: true };

type Sweep = { readonly before: () => Promise<unknown>; readonly work: () => Promise<unknown> };

/** Kills the machine at every call of some work, one after the other; another goes on, and `after` looks at what came of it. */
async function killedAtEveryCall(fault: Fault, { before, work }: Sweep, after: (call: number) => Promise<void>) {
  await before();
  const calls = await dying(Number.MAX_SAFE_INTEGER, fault, work);
  expect(calls).toBeGreaterThan(5);
  for (let call = 1; call <= calls; call += 1) {
    await prepare();
    await before();
    await dying(call, fault, work);
    await after(call);
  }
}

describe.each(['lost before', 'lost after'] as const)('killed at every call (%s)', (fault) => {
  test('a release is carried out once: from its request to its message', { timeout: 120_000 }, () =>
    killedAtEveryCall(
      fault,
      {
        before: async () => {},
        work: async () => {
          await release();
          await settle();
        },
      },
      async (call) => {
        expect((await release()).body.results).toMatchObject([{ outcome: 'done', hold: { state: 'releasing' } }]);
        await settle();
        pass(longPassed);
        await settle();
        expect({ call, ...(await outcome()) }).toEqual({ call, ...isReleased });
      },
    ),
  );

  test('a release is carried out once: from its message to its event', { timeout: 120_000 }, () =>
    killedAtEveryCall(
      fault,
      {
        before: async () => {
          await release();
          await settle();
          pass(delayMs);
        },
        work: settle,
      },
      async (call) => {
        pass(longPassed);
        await settle();
        expect({ call, ...(await outcome()) }).toEqual({ call, ...isReleased });
      },
    ),
  );

  test('a withdrawal is not lost, and nothing is released', { timeout: 120_000 }, () =>
    killedAtEveryCall(
      fault,
      {
        before: release,
        work: async () => {
          await withdraw();
          await settle();
        },
      },
      async (call) => {
        expect((await withdraw()).body.results).toMatchObject([{ outcome: 'done', hold: { state: 'open' } }]);
        pass(longPassed);
        await settle();
        expect({ call, ...(await outcome()) }).toEqual({ call, ...isWithdrawn });
      },
    ),
  );
});

test.each([
  ['the withdrawal first', 0],
  ['the release first', 1],
  ['both at once', undefined],
] as const)('withdrawn and carried out in the same instant (%s), exactly one is', async (_, goesFirst) => {
  await release();
  await settle();
  pass(delayMs - 1);
  const race = twoAtOnce(goesFirst);
  const withdrawing = withdraw();
  await race.first;
  pass(1);
  const message = { messages: [{ body: { legalEntity: 'ACME', hold } }] };
  const [withdrawal] = await Promise.all([withdrawing, desk.harness.work('finish-releases', message)]);
  race.stop();
  await settle();
  const [result] = withdrawal.body.results;
  const isBack = result?.outcome === 'done';
  expect(await outcome()).toEqual(isBack ? isWithdrawn : isReleased);
  if (!isBack) expect(result).toMatchObject({ problem: { state: 'released', by: 'mia' } });
  if (goesFirst !== undefined) expect(isBack).toBe(goesFirst === 0);
});
