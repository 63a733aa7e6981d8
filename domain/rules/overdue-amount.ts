import type { Operands } from '../evaluation.ts';
import type { Facts } from '../facts.ts';
import { overdueEvidence } from './overdue-evidence.ts';
import { variant, type RuleTypeDefinition } from './rule-type.ts';
import { exceedsUsed, usedEvidence } from './used.ts';
import { addsNothing, both, isAboveAmount, isOverdueAbove, isOverdueWithin, not, settled } from './verdict.ts';

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
          addsNothing(facts)
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
    overdueAmount: overdueEvidence(facts),
    ...usedEvidence(facts),
  };
}
