import type { CustomerChange } from '../customer-set-up.ts';
import type { Customer } from '../customer.ts';
import type { RiskScore } from './risk-score.ts';

/** The customer with its new score and risk group, or `undefined` where it has both already. */
export function scoredCustomer(before: Customer, { score, riskGroup }: RiskScore): CustomerChange | undefined {
  if (before.riskScore === score && before.riskGroup === riskGroup) return undefined;
  return { before, after: { ...before, riskScore: score, riskGroup }, isLimitChanged: false };
}
