import type { Operands } from '../evaluation.ts';
import type { Facts } from '../facts.ts';
import { variant, type RuleTypeDefinition } from './rule-type.ts';
import { exceedsUsed, usedEvidence } from './used.ts';
import { both, isAboveAmount, isOverdueAbove, isOverdueWithin, not, settled } from './verdict.ts';

/**
 * §6.2: the total overdue exceeds `amount` and used exceeds `percent`.
 *
 * An exclusion asks for both to be within, although the negation of a blocking rule would be either; its threshold is a
 * percent of the limit, an exposure, or none.
 */
export const overdueAmount = {
  testsLimit: true,
  variants: [
    variant(
      {
        kind: 'blocking',
        valueType: 'percent',
        isDefault: true,
        currency: 'optional',
        fields: { amount: 'amount', percent: 'percent' },
      },
      {
        condition: ({ amount, percent }, facts, boundary) =>
          // §6.2: an order of nothing or less adds nothing.
          facts.orderAmount <= 0n
            ? settled(false)
            : both(isOverdueAbove(facts.overdue, amount, boundary), exceedsUsed(facts, percent, boundary)),
        evidence,
      },
    ),
    variant(
      { kind: 'exclusion', currency: 'optional', fields: { amount: 'amount' } },
      { condition: ({ amount }, { overdue }) => both(isOverdueWithin(overdue, amount), settled(true)), evidence },
    ),
    variant(
      {
        kind: 'exclusion',
        valueType: 'percent',
        currency: 'optional',
        fields: { amount: 'amount', percent: 'percent' },
      },
      {
        condition: ({ amount, percent }, facts) =>
          both(isOverdueWithin(facts.overdue, amount), not(exceedsUsed(facts, percent, 'over'))),
        evidence,
      },
    ),
    variant(
      {
        kind: 'exclusion',
        valueType: 'amount',
        currency: 'optional',
        fields: { amount: 'amount', thresholdAmount: 'amount' },
      },
      {
        condition: ({ amount, thresholdAmount }, facts) =>
          both(isOverdueWithin(facts.overdue, amount), not(isAboveAmount(facts, thresholdAmount))),
        evidence,
      },
    ),
  ],
} as const satisfies RuleTypeDefinition;

function evidence(facts: Facts): Operands {
  return {
    overdueAmount: facts.overdue.missingRates === undefined ? facts.overdue.total : null,
    ...usedEvidence(facts),
  };
}
