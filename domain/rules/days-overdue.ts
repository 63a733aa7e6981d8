import type { Operands } from '../evaluation.ts';
import type { Facts } from '../facts.ts';
import { overdueEvidence } from './overdue-evidence.ts';
import { variant, type RuleTypeDefinition } from './rule-type.ts';
import { both, exceeds, isOverdueWithin, settled } from './verdict.ts';

/**
 * §6.2: an invoice is overdue by more than `days`.
 *
 * An invoice due today is not overdue (§5.5), so that with nothing overdue not even `reached` at 0 days is true.
 */
export const daysOverdue = {
  variants: [
    variant(
      { kind: 'blocking', valueType: 'days', isDefault: true, currency: 'none', fields: { days: 'days' } },
      { condition: ({ days }, { overdue }, boundary) => settled(isOverdueBy(days, overdue, boundary)), evidence },
    ),
    variant(
      { kind: 'exclusion', valueType: 'days', isDefault: true, currency: 'none', fields: { days: 'days' } },
      { condition: ({ days }, { overdue }) => settled(!isOverdueBy(days, overdue, 'over')), evidence },
    ),
    variant(
      { kind: 'exclusion', valueType: 'amount', currency: 'required', fields: { amount: 'amount' } },
      { condition: ({ amount }, { overdue }) => both(isOverdueWithin(overdue, amount), settled(true)), evidence },
    ),
  ],
} as const satisfies RuleTypeDefinition;

function isOverdueBy(days: number, { oldest }: Facts['overdue'], boundary: 'over' | 'reached'): boolean {
  return oldest !== undefined && exceeds(oldest.days, days, boundary);
}

function evidence(facts: Facts): Operands {
  const { oldest } = facts.overdue;
  return {
    daysOverdue: oldest?.days ?? (facts.lacksRates ? null : 0),
    oldestDueDate: oldest?.dueDate ?? null,
    overdueAmount: overdueEvidence(facts),
  };
}
