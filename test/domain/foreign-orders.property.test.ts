import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inBase } from '../../domain/booked.ts';
import type { Rulebook } from '../../domain/compile-rulebook.ts';
import { situationOf } from '../../domain/credit-state.ts';
import { evaluate } from '../../domain/evaluate.ts';
import type { Evaluation } from '../../domain/evaluation.ts';
import { contributionOf } from '../../domain/order-contribution.ts';
import { ledgerOf, shareOf, type Order, type Posting } from '../../domain/order.ts';
import { noExposure } from '../../domain/position.ts';
import { aRulebook, forAll } from './a-rulebook.ts';
import { businessDay } from './a-situation.ts';
import { aCreditState, anOrder, terms } from './an-order.ts';

const confirmation: Posting = { checkpoint: 'confirmation', mode: 'posting' };
/** Of a whole unit; the decimals of the currencies are 2, 0 and 3 to the euro's 2. */
const rates = fc.record({
  currency: fc.constantFrom('USD', 'JPY', 'KWD'),
  thousandths: fc.integer({ min: 1, max: 3_000 }),
});
const minor = fc.bigInt({ min: 1n, max: 2_000n });

function rulebookWith(currency: string, thousandths: number): Rulebook {
  return aRulebook({
    parameters: { creditLimitRateType: 'credit' },
    rules: { R: { ...forAll, type: 'credit-limit-used', kind: 'blocking', percent: '100' } },
    exchangeRates: { credit: { [`${currency}/EUR`]: { '2026-01-01': (thousandths / 1000).toFixed(3) } } },
  });
}

/** As a version of that amount would be booked. */
function anOrderOf(rulebook: Rulebook, currency: string, amount: bigint, wishes: Partial<Order> = {}): Order {
  const booked = inBase(rulebook, { currency, amount, date: businessDay });
  return anOrder({ state: 'open', currency, orderDate: businessDay, terms: terms({ amount }), ...booked, ...wishes });
}

function evaluated(rulebook: Rulebook, order: Order, creditLimit: bigint): Evaluation {
  const state = aCreditState({ customer: { creditLimit }, sums: shareOf(order) });
  return evaluate(rulebook, situationOf(rulebook, state, order, shareOf(order), confirmation, businessDay));
}

test('lowering an order to what it says, in its own currency, clears it, and one minor unit more does not (§8.2)', () => {
  fc.assert(
    fc.property(rates, minor, minor, ({ currency, thousandths }, amount, limit) => {
      const rulebook = rulebookWith(currency, thousandths);
      const [reason] = evaluated(rulebook, anOrderOf(rulebook, currency, amount), limit).reasons;
      const lower = reason?.clearances.find(({ kind }) => kind === 'lower-order');
      if (lower?.kind !== 'lower-order') return;
      expect(lower.currency).toBe(currency);
      expect(evaluated(rulebook, anOrderOf(rulebook, currency, lower.to), limit).outcome).toBe('pass');
      expect(evaluated(rulebook, anOrderOf(rulebook, currency, lower.to + 1n), limit).outcome).toBe('hold');
    }),
    { seed: 20260615, numRuns: 500 },
  );
});

test('an order adds what its share is, and no rate that comes later changes that (§5.3)', () => {
  fc.assert(
    fc.property(rates, minor, fc.integer({ min: 1, max: 3_000 }), ({ currency, thousandths }, amount, later) => {
      const order = anOrderOf(rulebookWith(currency, thousandths), currency, amount);
      const rulebook = rulebookWith(currency, later);
      expect(evaluated(rulebook, order, 0n).exposure).toEqual({
        rest: 0n,
        order: shareOf(order).toHeld,
        withOrder: shareOf(order).toHeld,
      });
    }),
    { seed: 20260615, numRuns: 300 },
  );
});

test('the parts of an order never exceed what was booked, and are nothing once all is invoiced (§5.2)', () => {
  const parts = fc.record({
    delivered: fc.bigInt({ min: 0n, max: 2_000n }),
    invoiced: fc.bigInt({ min: 0n, max: 2_000n }),
  });
  fc.assert(
    fc.property(rates, minor, parts, ({ currency, thousandths }, amount, { delivered, invoiced }) => {
      const rulebook = rulebookWith(currency, thousandths);
      const { booked: deliveredBooked } = inBase(rulebook, { currency, amount: delivered, date: businessDay });
      const order = anOrderOf(rulebook, currency, amount, { delivered, deliveredBooked, invoiced });
      const { toDelivered, toHeld } = shareOf(order);
      expect(toDelivered >= 0n && toDelivered <= (deliveredBooked ?? 0n)).toBe(true);
      expect(toHeld - toDelivered >= 0n && toHeld - toDelivered <= (order.booked ?? 0n)).toBe(true);
      const all = amount > delivered ? amount : delivered;
      expect(shareOf({ ...order, invoiced: all })).toEqual(noExposure);
      expect(contributionOf(ledgerOf({ ...order, invoiced: all }), confirmation, 'balance-and-orders')).toBe(0n);
    }),
    { seed: 20260615, numRuns: 300 },
  );
});
