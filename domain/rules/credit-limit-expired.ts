import type { Operands } from '../evaluation.ts';
import type { Facts } from '../facts.ts';
import { variant, type RuleTypeDefinition } from './rule-type.ts';
import { exceeds, settled } from './verdict.ts';

/** §6.2: the limit that applies expired more than `days` ago. An exclusion is also true of one that has not expired. */
export const creditLimitExpired = {
  variants: [
    variant(
      { kind: 'blocking', currency: 'none', fields: { days: 'days' } },
      { condition: ({ days }, facts, boundary) => settled(exceeds(facts.daysSinceExpiry, days, boundary)), evidence },
    ),
    variant(
      { kind: 'exclusion', currency: 'none', fields: { days: 'days' } },
      { condition: ({ days }, facts) => settled(!exceeds(facts.daysSinceExpiry, days, 'over')), evidence },
    ),
  ],
} as const satisfies RuleTypeDefinition;

function evidence({ limitExpiryDate, daysSinceExpiry }: Facts): Operands {
  return {
    expiryDate: limitExpiryDate ?? null,
    daysSinceExpiry: Number.isFinite(daysSinceExpiry) ? daysSinceExpiry : null,
  };
}
