import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { logger } from '../../functions/logger.ts';
import { failCalls, throttled } from '../functions/documents/faults.ts';
import { startHoldDesk, type HoldDesk } from './hold-desk.ts';
import { disturbTransactions, type Disturbed, type Fault } from './transact-faults.ts';

let desk: HoldDesk;
let disturbed: Disturbed | undefined;
let orders = 0;
beforeAll(async () => {
  // Giving up is planned here, and no news.
  logger.setLogLevel('SILENT');
  desk = await startHoldDesk();
});
afterEach(() => disturbed?.stop());

/** A draft that nobody asked about yet. */
async function draft(amount = '100.00'): Promise<string> {
  orders += 1;
  const order = `O${orders}`;
  await desk.order(order, { amount });
  return order;
}

function disturb(faultOf: (number: number) => Fault): Disturbed {
  disturbed = disturbTransactions(faultOf);
  return disturbed;
}

const sums = async () => (await desk.call('get-credit-position', { customer: 'C1' })).body.components;
const ask = (order: string) => desk.ask(order, {}, `ask-${order}`);
async function cancel(held: readonly string[]): Promise<void> {
  for (const order of held) await desk.call('cancel-order', { order }, { customer: 'C1' });
}
const only = (fault: Fault) => (number: number) => (number === 1 ? fault : 'none');

describe('a transaction whose outcome is unknown, or that met another', () => {
  test.each(['timeout after commit', 'timeout before', 'conflict', 'throttled'] as const)(
    '%s: the same is sent again under its token, and has one effect',
    async (fault) => {
      const order = await draft('100.00');
      const before = Number((await sums()).openOrders);
      const transactions = disturb(only(fault));
      expect((await ask(order)).body).toMatchObject({ answer: 'passed' });
      expect(transactions.tokens()).toHaveLength(2);
      expect(new Set(transactions.tokens()).size).toBe(1);
      expect(transactions.isUnchanged()).toBe(true);
      expect(Number((await sums()).openOrders) - before).toBe(100);
      expect((await desk.call('get-order', { order })).body.revision).toBe(2);
    },
  );

  test('a hold, too, is placed once', async () => {
    const order = await draft('90000.00');
    const transactions = disturb(only('timeout after commit'));
    expect((await ask(order)).body).toMatchObject({ answer: 'held', hold: `${order}.1` });
    expect(new Set(transactions.tokens()).size).toBe(1);
    expect((await desk.call('get-order', { order })).body.revision).toBe(2);
    await cancel([order]);
  });

  test('a hold that met another is decided again: the other has taken its link of the audit chain', async () => {
    const order = await draft('90000.00');
    const transactions = disturb(only('conflict'));
    expect((await ask(order)).body).toMatchObject({ answer: 'held', hold: `${order}.1` });
    expect(new Set(transactions.tokens()).size).toBe(2);
    await cancel([order]);
  });

  test('a read that fails for now is tried again', async () => {
    const order = await draft();
    const disturbed = failCalls(throttled, 'lost before', (call) => call <= 2);
    const answer = await ask(order);
    disturbed.stop();
    expect(answer.body).toMatchObject({ answer: 'passed' });
  });

  test('what is decided again is another transaction', async () => {
    const both = [await draft('5000.00'), await draft('5000.00')];
    const transactions = disturb(() => 'none');
    const answers = await Promise.all(both.map(ask));
    expect(answers.map(({ body }) => body.answer).toSorted()).toEqual(['held', 'passed']);
    expect(new Set(transactions.tokens()).size).toBe(transactions.tokens().length);
    await cancel(both);
  });

  test.each([
    [7, 200],
    [8, 503],
  ])('%i conflicts: %i, and nothing is stored where it gave up', async (conflicts, status) => {
    const order = await draft();
    const [before, position] = [(await desk.call('get-order', { order })).body, await sums()];
    const transactions = disturb((number) => (number <= conflicts ? 'conflict' : 'none'));
    const answer = await ask(order);
    expect([answer.status, answer.headers['retry-after']]).toEqual([status, status === 503 ? '1' : undefined]);
    expect(transactions.tokens()).toHaveLength(8);
    if (status === 200) return;
    expect(answer.body.type).toBe('urn:holdfast:problem:busy');
    expect((await desk.call('get-order', { order })).body).toEqual(before);
    expect(await sums()).toEqual(position);
    disturbed?.stop();
    expect((await ask(order)).body).toMatchObject({ answer: 'passed' });
  });

  test('one hold of many that is not to be had does not undo the others (§8.5)', async () => {
    const [one, two] = [await draft('90000.00'), await draft('90000.00')];
    for (const order of [one, two]) await ask(order);
    disturb((number) => (number <= 8 ? 'conflict' : 'none'));
    const { body } = await desk.release('mia', [`${one}.1`, `${two}.1`]);
    expect(body.results).toMatchObject([
      { outcome: 'refused', problem: { type: 'urn:holdfast:problem:busy', status: 503 } },
      { outcome: 'done', hold: { state: 'released' } },
    ]);
    expect(await desk.stateOf(`${one}.1`)).toBe('open');
  });

  test('what cannot succeed is not tried again', async () => {
    const order = await draft();
    const transactions = disturb(() => 'none');
    await desk.order(order, { version: 0 });
    expect(transactions.tokens()).toHaveLength(0);
  });
});
