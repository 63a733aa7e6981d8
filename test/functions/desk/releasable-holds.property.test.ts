import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { parseAmount } from '../../../domain/money.ts';
import type { CallAnswer } from '../../harness/start-harness.ts';
import { bounded } from '../../domain/bounded.ts';
import { startOrderDesk, type OrderDesk } from '../orders/order-desk.ts';

let desk: OrderDesk;
let customers = 0;
beforeAll(async () => {
  desk = await startOrderDesk();
  await desk.parameters({ creditLimitCheck: 'rules', automaticReleaseReason: 'AUTO' });
  await desk.setUp(
    'put-rule',
    { rule: 'TERMS' },
    { ...blocking, scope: 'all', type: 'terms-of-payment', paymentTerms: 'N90' },
  );
});

const blocking = { kind: 'blocking' };
const limit = 1_000;

const wishes = fc.record({
  percent: fc.constantFrom(80, 100, 120),
  paid: fc.integer({ min: 0, max: 1_500 }),
  orders: fc.array(
    fc.record({
      amount: fc.integer({ min: 1, max: 700 }),
      delivered: fc.constantFrom(0, 0, 0, 50),
      requestedDate: fc.constantFrom(undefined, '2026-06-20', '2026-06-21', '2026-07-01'),
      paymentTerms: fc.constantFrom(undefined, undefined, undefined, 'N90'),
    }),
    { minLength: 2, maxLength: 6 },
  ),
  query: fc.record({
    sort: fc.constantFrom('age', 'amount', 'requested-date'),
    direction: fc.constantFrom('ascending', 'descending'),
  }),
});
type Wishes = typeof wishes extends fc.Arbitrary<infer T> ? T : never;

/** Orders that are all held, since everything is owed twice over; then the customer pays. */
async function heldOrders({ percent, paid, orders }: Wishes): Promise<string> {
  customers += 1;
  const customer = `C${customers}`;
  const params = { customer };
  await desk.customer(customer, { creditLimit: `${limit}` });
  const rule = { ...blocking, scope: 'customer', account: customer, type: 'credit-limit-used', percent: `${percent}` };
  await desk.setUp('put-rule', { rule: customer }, rule);
  const money = { currency: 'EUR', date: '2026-06-01' };
  const invoice = { ...params, ...money, dueDate: '2026-07-01', amount: `${2 * limit}` };
  await desk.setUp('put-invoice', { invoice: customer }, invoice);
  for (const [index, { amount, delivered, ...more }] of orders.entries()) {
    const order = `${customer}-${index}`;
    await desk.order(order, { customer, amount: `${amount}`, ...more });
    if (delivered > 0) {
      const slip = { ...params, ...money, amount: `${delivered}` };
      await desk.setUp('put-packing-slip', { order, packingSlip: order }, slip);
    }
    expect((await desk.ask(order, params)).body.answer).toBe('held');
  }
  await desk.setUp('put-payment', { payment: customer }, { ...params, ...money, amount: `${limit + paid}` });
  return customer;
}

async function choices(customer: string, query: Wishes['query']) {
  const items: CallAnswer<'list-releasable-holds'>['body']['items'][number][] = [];
  let cursor: string | null = null;
  do {
    const page: Readonly<Record<string, string>> = cursor === null ? { limit: '2' } : { limit: '2', cursor };
    const answer: CallAnswer<'list-releasable-holds'> = await desk.call(
      'list-releasable-holds',
      { customer },
      undefined,
      {
        query: { ...query, ...page },
      },
    );
    expect(answer.status).toBe(200);
    items.push(...answer.body.items);
    cursor = answer.body.nextCursor;
  } while (cursor !== null);
  return items;
}

const cents = (amount: string | null): bigint => parseAmount(amount ?? '', 'EUR') ?? 0n;

/** What counts against the limit when nothing is held. */
async function counted(customer: string): Promise<bigint> {
  const { body } = await desk.call('get-credit-position', { customer });
  const { openReceivables, deliveredNotInvoiced, openOrders } = body.components;
  return [openReceivables, deliveredNotInvoiced, openOrders].reduce((sum, part) => sum + cents(part), 0n);
}

test('whoever releases the holds that fit, in that order, commits no more than the rules allow, and the rest stays held', async () => {
  await fc.assert(
    fc.asyncProperty(wishes, async (wish) => {
      const customer = await heldOrders(wish);
      const found = await choices(customer, wish.query);
      expect(found).toHaveLength(wish.orders.length);
      const most = BigInt(limit) * BigInt(wish.percent);
      for (const { hold, fits, keptBy, freeBefore, freeAfter, takes } of found) {
        const before = await counted(customer);
        expect(cents(freeBefore)).toBe(BigInt(limit) * 100n - before);
        if (!fits) {
          expect([keptBy, freeAfter]).toEqual([keptBy, freeBefore]);
          if (keptBy === 'credit') expect(before + cents(takes)).toBeGreaterThan(most);
          continue;
        }
        const chosen = { holds: [{ legalEntity: 'ACME', hold }], reason: 'OK', mode: 'without-posting' };
        const released = await desk.harness.call('release-holds', { as: 'root', body: chosen });
        expect(released.body.results).toMatchObject([{ outcome: 'done' }]);
        expect(cents(freeAfter)).toBe(BigInt(limit) * 100n - (await counted(customer)));
        expect(await counted(customer)).toBeLessThanOrEqual(most);
      }
      const { body } = await desk.call('evaluate-customer-holds', { customer }, {});
      expect(body.results.filter(({ outcome }) => outcome === 'released')).toEqual([]);
      expect((await choices(customer, wish.query)).filter(({ fits }) => fits)).toEqual([]);
    }),
    bounded(12, 15_000),
  );
}, 60_000);
