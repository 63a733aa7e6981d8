import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CustomerId } from '../../../domain/ids.ts';
import type { AuthorizedEntity } from '../../../functions/actor.ts';
import { logger } from '../../../functions/logger.ts';
import { customerChain } from '../../../functions/store/audit-chain.ts';
import { verifyChain } from '../../../functions/store/verify-chain.ts';
import { startHoldDesk, type HoldDesk } from '../../store/hold-desk.ts';
import { failCalls, killed, type Fault } from '../documents/faults.ts';

let desk: HoldDesk;
let stopFaults = () => {};
// Failures are planted here: they are no news.
beforeAll(async () => {
  logger.setLogLevel('SILENT');
  desk = await startHoldDesk();
});
afterEach(() => stopFaults());

let orders = 0;
let [order, customer] = ['', ''];
beforeEach(async () => {
  await fresh();
});

async function fresh(): Promise<void> {
  orders += 1;
  [order, customer] = [`O${orders}`, `C-O${orders}`];
  await desk.customer(customer);
}

const force = (as = 'mia', key = `${as}-${order}`) =>
  desk.harness.call('force-hold', {
    as,
    params: { legalEntity: 'ACME', order },
    body: { reason: 'WHY' },
    headers: { 'idempotency-key': key },
  });
const ask = (key: string) => desk.ask(order, { customer }, `${order}-${key}`);
const cancel = () => desk.call('cancel-order', { order }, { customer });
const opened = () => desk.order(order, { customer, state: 'open' });
const codeOf = ({ body }: { readonly body: { readonly type?: string } }) =>
  body.type?.replace('urn:holdfast:problem:', '');

/** The order, its hold, its customer's position and audit chain tell one story. */
async function expectConsistent(): Promise<void> {
  const { body: found } = await desk.call('get-order', { order });
  const { body: list } = await desk.harness.call('list-holds', { as: 'mia', query: { customer } });
  expect(list.items.map(({ hold }) => hold)).toEqual(found.hold === null ? [] : [found.hold]);
  const { body: compared } = await desk.call('reconcile-customer', { customer }, {});
  expect(compared.differences).toEqual([]);
  const chain = customerChain('ACME' as AuthorizedEntity, customer as CustomerId);
  expect((await verifyChain(chain, undefined)).state).toBe('intact');
}

const rounds = Array.from({ length: 8 }, (_, round) => round);

describe('an order that is forced', () => {
  test.each(rounds)('by two at once: one does, the other is told who did (%i)', async () => {
    await opened();
    const answers = await Promise.all([force('mia'), force('max')]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    const [done, refused] = answers.toSorted((a, b) => a.status - b.status);
    const by = done?.body.reasons[0]?.atHold.operands['by'];
    expect(refused?.body).toMatchObject({ type: 'urn:holdfast:problem:already-forced', by, hold: `${order}.1` });
    await expectConsistent();
  });

  test.each(rounds)('under one key at once has one effect and one answer (%i)', async () => {
    await opened();
    const answers = await Promise.all([force(), force(), force()]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 201]);
    for (const { body } of answers) expect(body).toEqual(answers[0]?.body);
    await expectConsistent();
  });

  test.each(rounds)(
    'while its hold is released is forced on it before, or on a hold of its own after (%i)',
    async () => {
      await desk.hold(order, { customer });
      const [forced, released] = await Promise.all([force(), desk.release('max', [`${order}.1`])]);
      expect([forced.status, released.body.results[0]?.outcome]).toEqual([201, 'done']);
      const { body } = await desk.call('get-hold', { hold: forced.body.hold });
      const isBefore = forced.body.hold === `${order}.1`;
      expect([body.isForced, body.state]).toEqual([true, isBefore ? 'released' : 'open']);
      await expectConsistent();
    },
  );

  test.each(rounds)('while a checkpoint passes it is held from then on (%i)', async () => {
    await opened();
    const [forced, asked] = await Promise.all([force(), ask('during')]);
    expect([forced.status, asked.status]).toEqual([201, 200]);
    expect(['passed', 'held']).toContain(asked.body.answer);
    expect((await ask('after')).body).toMatchObject({ answer: 'held', hold: `${order}.1` });
    await expectConsistent();
  });

  test.each(rounds)('while it is cancelled is refused, or its hold is closed (%i)', async () => {
    await opened();
    const [forced, cancelled] = await Promise.all([force(), cancel()]);
    expect(cancelled.status).toBe(200);
    if (forced.status === 201) expect(await desk.stateOf(`${order}.1`)).toBe('cancelled');
    else expect(codeOf(forced)).toBe('order-not-open');
    await expectConsistent();
  });
});

/** Of an open order and of one on hold: what is killed at a call and sent again ends as if it never was. */
describe.each([
  ['an open order', async (): Promise<void> => void (await opened())],
  ['an order on hold', (): Promise<void> => desk.hold(order, { customer })],
] as const)('forcing %s', (_, prepare) => {
  const shown = async (): Promise<string> => {
    const [hold, { body: held }] = await Promise.all([
      desk.call('get-hold', { hold: `${order}.1` }),
      desk.call('get-order', { order }),
    ]);
    const text = JSON.stringify([hold.body, held]);
    return text.replaceAll(order, 'ORDER');
  };

  test.each(['lost before', 'lost after'] as const satisfies readonly Fault[])(
    'killed at any call (%s) and sent again has one effect',
    async (fault) => {
      await prepare();
      const count = failCalls(killed, fault, () => false);
      stopFaults = count.stop;
      expect((await force()).status).toBe(201);
      count.stop();
      const expected = await shown();
      expect(count.calls()).toBeGreaterThan(3);
      for (let call = 1; call <= count.calls(); call += 1) {
        await fresh();
        await prepare();
        const injected = failCalls(killed, fault, (number) => number === call);
        stopFaults = injected.stop;
        await force();
        injected.stop();
        expect((await force()).status).toBeLessThan(202);
        expect(await shown()).toEqual(expected);
        await expectConsistent();
      }
    },
    60_000,
  );
});
