import fc from 'fast-check';
import { expect, test } from 'vitest';
import { largestUpTo } from '../../domain/conversion.ts';
import { evaluate } from '../../domain/evaluate.ts';
import type { GroupSituation, Situation } from '../../domain/evaluation.ts';
import { converted, type Ratio } from '../../domain/exchange-rates.ts';
import type { CreditGroupId } from '../../domain/ids.ts';
import { plus } from '../../domain/position.ts';
import { aRulebook, forAll } from './a-rulebook.ts';
import { aSituation, day, everySum } from './a-situation.ts';

/** From an inverse rate of yen, through cents, to the thousandths of a dinar. */
const ratio: fc.Arbitrary<Ratio> = fc.oneof(
  fc.record({ numerator: fc.bigInt({ min: 1n, max: 400n }), denominator: fc.bigInt({ min: 1n, max: 400n }) }),
  fc.constantFrom<Ratio>(
    { numerator: 100n, denominator: 13_337n },
    { numerator: 3_051n, denominator: 100n },
    { numerator: 1n, denominator: 1n },
  ),
);
const amount = fc.bigInt({ min: -300n, max: 300n });
const used = { ...forAll, type: 'credit-limit-used', kind: 'blocking', percent: '100' } as const;
const rulebook = aRulebook({ rules: { a: used }, parameters: { creditLimitCheck: 'rules' } });

const arbitraryGroup: fc.Arbitrary<Situation & { readonly group: GroupSituation }> = fc
  .record({
    creditLimit: fc.bigInt({ min: 1n, max: 400n }),
    conversion: fc.option(ratio, { nil: undefined }),
    sum: amount,
    orderAmount: fc.bigInt({ min: 1n, max: 200n }),
    older: fc.option(fc.bigInt({ min: 0n, max: 50n }), { nil: undefined }),
    apart: fc.array(fc.record({ amount, conversion: fc.option(ratio, { nil: undefined }) }), { maxLength: 3 }),
  })
  .map(({ creditLimit, conversion, sum, orderAmount, older, apart }) => ({
    ...aSituation({ customer: { creditLimit: 0n }, orderAmount }),
    olderHolds: older,
    group: {
      group: {
        creditGroup: 'G' as CreditGroupId,
        description: '',
        creditLimit,
        currency: conversion === undefined ? 'EUR' : 'KWD',
        expiryDate: day('2099-12-31'),
        temporaryLimits: [],
        considerMembersOverdue: false,
      },
      sums: everySum(sum),
      conversion,
      olderHolds: older,
      apart: apart.map((part) => ({ sums: everySum(part.amount), olderHolds: older, conversion: part.conversion })),
      otherAgeings: [],
    },
  }));

const into = (minor: bigint, conversion: GroupSituation['conversion']): bigint =>
  conversion === undefined ? minor : converted(minor, conversion as Ratio);

/** Said in another way: every part converted once, the order with its own part. */
function exposureWith({ group, olderHolds = 0n, order }: Situation & { readonly group: GroupSituation }): bigint {
  const others = (group.apart ?? []).map((part) => into(part.sums.toHeld + (part.olderHolds ?? 0n), part.conversion));
  const own = group.sums.toHeld + olderHolds + order.ledger.amount;
  return others.reduce((sum, part) => sum + part, into(own, group.conversion));
}

const outcome = (situation: Situation) => evaluate(rulebook, situation).outcome;

test('the largest amount that is at most another, once converted', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -2000n, max: 2000n }), ratio, (most, of) => {
      const found = largestUpTo(most, of);
      expect(converted(found, of)).toBeLessThanOrEqual(most);
      expect(converted(found + 1n, of)).toBeGreaterThan(most);
    }),
  );
});

test('an order passes exactly up to the limit of the group', () => {
  fc.assert(
    fc.property(arbitraryGroup, (situation) => {
      const exposure = exposureWith(situation);
      const evaluation = evaluate(rulebook, situation);
      expect(evaluation.group?.exposure).toMatchObject({ withOrder: exposure });
      expect(evaluation.outcome).toBe(exposure > situation.group.group.creditLimit ? 'hold' : 'pass');
    }),
  );
});

test('the bound of a pass is the largest of its own sum at which it would pass', () => {
  fc.assert(
    fc.property(arbitraryGroup, (situation) => {
      const { outcome: passed, groupGuard } = evaluate(rulebook, situation);
      fc.pre(passed === 'pass');
      if (groupGuard === undefined) throw new Error('a pass under a limit has a bound');
      const at = (toHeld: bigint) => {
        const sums = plus(everySum(toHeld), everySum(0n));
        return outcome({ ...situation, group: { ...situation.group, sums } });
      };
      expect([at(groupGuard.max), at(groupGuard.max + 1n)]).toEqual(['pass', 'hold']);
    }),
  );
});

test('each clearance clears, and one minor unit less does not', () => {
  fc.assert(
    fc.property(arbitraryGroup, (situation) => {
      const { reasons } = evaluate(rulebook, situation);
      fc.pre(reasons.length > 0);
      const ways = reasons[0]?.clearances ?? [];
      const { group } = situation;
      for (const way of ways) {
        if (way.kind === 'pay') {
          const paid = (minor: bigint) =>
            outcome({ ...situation, group: { ...group, sums: plus(group.sums, everySum(-minor)) } });
          expect([paid(way.amount), paid(way.amount - 1n)]).toEqual(['pass', 'hold']);
        }
        if (way.kind === 'raise-group-limit') {
          const raised = (creditLimit: bigint) =>
            outcome({ ...situation, group: { ...group, group: { ...group.group, creditLimit } } });
          expect(way.currency).toBe(group.conversion === undefined ? undefined : 'KWD');
          expect([raised(way.to), raised(way.to - 1n)]).toEqual(['pass', 'hold']);
        }
      }
      expect(ways.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['pay', 'raise-group-limit']));
    }),
  );
});

test('the shortfall is what must be paid', () => {
  fc.assert(
    fc.property(arbitraryGroup, (situation) => {
      const evaluation = evaluate(rulebook, situation);
      fc.pre(evaluation.outcome === 'hold' && situation.group.conversion !== undefined);
      const pay = evaluation.reasons[0]?.clearances.find((way) => way.kind === 'pay');
      expect(evaluation.group?.excess).toBe(pay?.amount);
    }),
  );
});
