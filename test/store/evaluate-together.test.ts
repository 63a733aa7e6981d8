import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { CustomerId } from '../../domain/ids.ts';
import type { AuthorizedEntity } from '../../functions/actor.ts';
import { customerChain } from '../../functions/store/audit-chain.ts';
import { readPosition } from '../../functions/store/credit-state.ts';
import { verifyChain } from '../../functions/store/verify-chain.ts';
import { killed } from '../functions/documents/faults.ts';
import { startHoldDesk, type HoldDesk } from './hold-desk.ts';
import { beforeFirstWrite, isWrite, watchRequests, writtenItems, type Request } from './watched-requests.ts';

const entity = 'ACME' as AuthorizedEntity;
let desk: HoldDesk;
let customer = '';
let customers = 0;
beforeAll(async () => {
  desk = await startHoldDesk({ background: true });
});
afterAll(() => desk.harness.background().stop());
afterEach(() => {
  vi.useRealTimers();
});

/** A customer with a limit of 8,000 EUR who owes all of it, for each test. */
beforeEach(async () => {
  customers += 1;
  customer = `T${customers}`;
  await desk.customer(customer);
  await owe('8000.00');
  await desk.harness.background().settle();
});

const order = (number: number) => `${customer}-${number}`;
const states = (numbers: readonly number[]) => Promise.all(numbers.map((number) => desk.stateOf(`${order(number)}.1`)));
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
const position = () => readPosition(entity, customer as CustomerId);

let documents = 0;
async function owe(amount: string): Promise<void> {
  documents += 1;
  const sent = { customer, date: '2026-06-01', dueDate: '2026-07-01', amount, currency: 'EUR' };
  expect((await desk.call('put-invoice', { invoice: `I${documents}` }, sent)).status).toBe(201);
}
async function pay(amount: string): Promise<void> {
  documents += 1;
  const sent = { customer, date: '2026-06-15', amount, currency: 'EUR' };
  expect((await desk.call('put-payment', { payment: `P${documents}` }, sent)).status).toBe(201);
}
async function hold(count: number, amount: string, parameters: object = {}): Promise<void> {
  for (const number of upTo(count)) {
    await desk.hold(order(number), { customer, amount }, { postingParameters: parameters });
  }
}

function evaluate(causes: readonly string[] = ['paid'], because = 'relief'): Promise<unknown> {
  const body = { kind: 'customer', legalEntity: 'ACME', customer, because };
  const messages = causes.map((cause) => ({ body: { ...body, cause }, messageId: cause, messageGroupId: customer }));
  return desk.harness.work('evaluate-holds', { messages });
}
const done = { batchItemFailures: [] };
const commands = (requests: readonly Request[]) => requests.map(({ command }) => command).toSorted();

async function isChained(): Promise<boolean> {
  return (await verifyChain(customerChain(entity, customer as CustomerId), undefined)).state === 'intact';
}
async function differences(): Promise<readonly unknown[]> {
  return (await desk.call('reconcile-customer', { customer }, {})).body.differences;
}

const nothingAsked = ['Query'];
const nothingMoved = ['BatchGetItem', ...nothingAsked];
/** What was evaluated is recorded in the end. */
const readAndRecorded = ['BatchGetItem', 'BatchGetItem', 'GetItem', 'PutItem', 'Query', 'Query', 'Query'];

describe('an evaluation of many holds of one customer', () => {
  test('reads the customer once and releases them in few transactions', async () => {
    await hold(30, '100.00');
    await pay('3000.00');
    const requests = await watchRequests(() => evaluate());
    expect(commands(requests)).toEqual([...readAndRecorded, 'TransactWriteItems', 'TransactWriteItems']);
    for (const items of writtenItems(requests)) expect(items.length).toBeLessThanOrEqual(100);
    expect(new Set(await states(upTo(30)))).toEqual(new Set(['released']));
    expect((await position()).sums).toMatchObject({ toOrders: 8_000_00n, toHeld: 8_000_00n });
    expect(await isChained()).toBe(true);
    expect(await differences()).toEqual([]);
  });

  test('writes those that stay on hold together too, and nothing for those that stay as they are', async () => {
    await hold(30, '100.00');
    await pay('50.00');
    const first = await watchRequests(() => evaluate());
    expect(commands(first)).toEqual([...readAndRecorded, 'TransactWriteItems', 'TransactWriteItems']);
    const again = await watchRequests(() => evaluate(['again'], 'change'));
    expect(commands(again)).toEqual(readAndRecorded);
    expect(await isChained()).toBe(true);
  });

  test('keeps each within the limit where something came in between: the last no longer fit', async () => {
    await hold(3, '1000.00');
    await pay('3000.00');
    await watchRequests(
      () => evaluate(),
      beforeFirstWrite(() => owe('1000.01')),
    );
    expect(await states([1, 2, 3])).toEqual(['released', 'open', 'open']);
    expect((await position()).sums.toOrders).toBe(7_000_01n);
  });

  test('up to exactly the limit, whatever came in between', async () => {
    await hold(3, '1000.00');
    await pay('3000.00');
    await watchRequests(
      () => evaluate(),
      beforeFirstWrite(() => owe('1000.00')),
    );
    expect(await states([1, 2, 3])).toEqual(['released', 'released', 'open']);
    expect((await position()).sums.toOrders).toBe(8_000_00n);
  });

  test('without time left, it goes on by another message, after the last hold that it reached', async () => {
    await hold(20, '100.00');
    await pay('1900.00');
    await watchRequests(
      () => evaluate(),
      beforeFirstWrite(async () => {
        vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 22_000 });
      }),
    );
    vi.useRealTimers();
    const reached = await states(upTo(20));
    const released = reached.filter((state) => state === 'released').length;
    expect(released).toBeGreaterThan(0);
    expect(released).toBeLessThan(19);
    const queued = desk.harness.background().queues.find(({ name }) => name === 'evaluation');
    expect(queued?.depth()).toBe(1);
    const { settle } = desk.harness.background();
    await settle();
    expect(await states(upTo(20))).toEqual([...upTo(19).map(() => 'released'), 'open']);
  });
});

describe('what many changes ask is done once', () => {
  test('a customer without open holds costs one read', async () => {
    expect(commands(await watchRequests(() => evaluate()))).toEqual(nothingAsked);
  });

  test('a cause that an evaluation has seen costs two; one that comes later is evaluated', async () => {
    await hold(1, '1000.00');
    await pay('500.00');
    await pay('499.99');
    await evaluate(['first']);
    expect(commands(await watchRequests(() => evaluate(['second'])))).toEqual(nothingMoved);
    await pay('0.01');
    await evaluate(['third']);
    expect(await states([1])).toEqual(['released']);
  });

  test('messages of one batch are one evaluation', async () => {
    await hold(1, '1000.00');
    const requests = await watchRequests(() => evaluate(['1', '2', '3'], 'change'));
    expect(commands(requests)).toEqual(readAndRecorded);
  });

  test('what comes while an evaluation reads is none that it has seen', async () => {
    await hold(1, '1000.00');
    await pay('500.00');
    await watchRequests(
      () => evaluate(['first']),
      async ({ command }, earlier) => {
        // The holds have been read: only their orders are missing.
        if (command === 'BatchGetItem' && earlier.length === readAndRecorded.length - 2) await pay('500.00');
      },
    );
    await evaluate(['second']);
    expect(await states([1])).toEqual(['released']);
  });

  test('what only brings holds up to date is left to the evaluation of what came in between', async () => {
    await hold(2, '1000.00');
    await pay('500.00');
    const requests = await watchRequests(
      () => evaluate(['first']),
      beforeFirstWrite(() => pay('400.00')),
    );
    expect(requests.filter(isWrite)).toHaveLength(1);
    const before = (await desk.call('get-hold', { hold: `${order(1)}.1` })).body;
    expect(before.shortfall).toBe('1000.00');
    await evaluate(['second']);
    const { body } = await desk.call('get-hold', { hold: `${order(1)}.1` });
    expect(body.shortfall).toBe('100.00');
  });

  test('a person who asks waits for it instead', async () => {
    await hold(1, '1000.00');
    await pay('500.00');
    await watchRequests(
      () => desk.call('evaluate-customer-holds', { customer }, {}),
      beforeFirstWrite(() => pay('400.00')),
    );
    expect((await desk.call('get-hold', { hold: `${order(1)}.1` })).body.shortfall).toBe('100.00');
  });
});

describe('an evaluation that is interrupted', () => {
  /** Of an undisturbed one, the last are: the orders of the holds, two transactions, and its record. */
  const calls = readAndRecorded.length + 2;
  const sweep = [calls - 3, calls - 2, calls - 1, calls].flatMap((call) =>
    (['before', 'after'] as const).map((when) => [call, when] as const),
  );

  test.each(sweep)(
    'at call %i, %s it was carried out, is carried through when it is delivered again',
    async (call, when) => {
      await hold(20, '100.00');
      await pay('1950.00');
      let sent = 0;
      const disturbed = watchRequests(
        () => evaluate(['paid']),
        async () => {
          sent += 1;
          if (when === 'before' && sent === call) throw killed;
          if (when === 'after' && sent === call + 1) throw killed;
        },
      );
      await disturbed;
      expect(await evaluate(['paid'])).toEqual(done);
      expect(await states(upTo(20))).toEqual([...upTo(19).map(() => 'released'), 'open']);
      expect(await isChained()).toBe(true);
      expect(await differences()).toEqual([]);
      const { settle, publishedEvents } = desk.harness.background();
      await settle();
      const events = publishedEvents().map(({ message }) => JSON.parse(message) as { readonly id: string });
      const own = events.filter(({ id }) => id.startsWith(`${customer}:`) && id.includes('order-released'));
      expect(new Set(own.map(({ id }) => id)).size).toBe(own.length);
      expect(own).toHaveLength(19);
    },
  );

  test('evaluates again what it had changed, for what came before it was delivered again', async () => {
    await hold(1, '1000.00');
    await pay('500.00');
    await watchRequests(
      () => evaluate(['paid']),
      async ({ command }) => {
        if (command === 'PutItem') throw killed;
      },
    );
    expect((await desk.call('get-hold', { hold: `${order(1)}.1` })).body.shortfall).toBe('500.00');
    await pay('500.00');
    await evaluate(['paid']);
    expect(await states([1])).toEqual(['released']);
  });
});
