import type { Rulebook } from './compile-rulebook.ts';
import { creditLimitOn, daysSinceExpiry } from './credit-limit.ts';
import type { Situation } from './evaluation.ts';
import { exposureOf } from './exposure.ts';
import type { Facts } from './facts.ts';
import { overdueOn } from './overdue.ts';

/** Works out what rules look at from what is stored. */
export function gatherFacts({ parameters }: Rulebook, situation: Situation): Facts {
  const { customer, order, today } = situation;
  return {
    today,
    accountStatus: customer.accountStatus,
    paymentTerms: order.paymentTerms,
    orderAmount: order.ledger.amount,
    exposure: exposureOf(parameters, situation),
    limit: creditLimitOn(customer, today),
    limitExpiryDate: customer.creditLimitExpiryDate,
    daysSinceExpiry: daysSinceExpiry(customer, today, parameters.ignoreExpiryWhenBlank),
    overdue: overdueOn(situation.ageing, today, parameters.useUnappliedCash),
  };
}
