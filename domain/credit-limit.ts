import { daysBetween, type CivilDate } from './civil-date.ts';
import type { Customer, TemporaryLimit } from './customer.ts';
import { divideHalfEven } from './divide-half-even.ts';
import type { CreditGroup } from './credit-group.ts';
import type { LimitComponents } from './evaluation.ts';
import { oneHundredPercent } from './percent.ts';
import { isInForce } from './policy-effects.ts';

/** §4.1: the temporary limit in force, both ends of its period included. Periods do not overlap. */
export function temporaryLimitOn(
  limited: Pick<Customer, 'temporaryLimits'>,
  today: CivilDate,
): TemporaryLimit | undefined {
  return limited.temporaryLimits.find(({ from, to }) => from <= today && today <= to);
}

/** §4.1–§4.3: the limit that applies, in minor units of the entity's currency, with where it comes from. */
export function creditLimitOn(customer: Customer, today: CivilDate): LimitComponents {
  const temporary = temporaryLimitOn(customer, today);
  const base = temporary?.amount ?? customer.creditLimit;
  const inForce = customer.policies.filter((policy) => isInForce(policy, today));
  const products = inForce.reduce((sum, { value, updateLimitPercent }) => sum + value * updateLimitPercent, 0n);
  // Rounded once, not for each policy, so that many small policies do not add up to a rounding error.
  const policiesAdded = divideHalfEven(products, oneHundredPercent);
  const policiesTakenOff = inForce.reduce(
    (sum, { value, includedInExposure }) => (includedInExposure ? sum + value : sum),
    0n,
  );
  const total = base + policiesAdded - policiesTakenOff;
  return {
    source: customer.unlimited ? 'unlimited' : temporary === undefined ? 'credit-limit' : 'temporary-limit',
    base,
    policiesAdded,
    policiesTakenOff,
    total: total > 0n ? total : 0n,
  };
}

/** §4.6: the group's limit that applies, in minor units of its currency. Insurance belongs to the customer alone. */
export function groupLimitOn(group: CreditGroup, today: CivilDate): LimitComponents {
  const temporary = temporaryLimitOn(group, today);
  const total = temporary?.amount ?? group.creditLimit;
  const source = temporary === undefined ? 'credit-limit' : 'temporary-limit';
  return { source, base: total, policiesAdded: 0n, policiesTakenOff: 0n, total };
}

/** §4.1: a group's expiry date, also a later one, is its members'. */
export function expiryDateOf(customer: Customer, group: CreditGroup | undefined): CivilDate | undefined {
  return group === undefined ? customer.creditLimitExpiryDate : group.expiryDate;
}

/**
 * Days since the limit expired; zero or less where it has not, minus infinity where it cannot (§4.1, §4.5), infinity where
 * a blank date counts as expired (§2.2 `ignoreExpiryWhenBlank`).
 */
export function daysSinceExpiry(
  customer: Customer,
  today: CivilDate,
  ignoreExpiryWhenBlank: boolean,
  group?: CreditGroup,
): number {
  const inForce = [customer, ...(group === undefined ? [] : [group])].some(
    (limited) => temporaryLimitOn(limited, today) !== undefined,
  );
  if (customer.unlimited || inForce) return -Infinity;
  const date = expiryDateOf(customer, group);
  if (date === undefined) return ignoreExpiryWhenBlank ? -Infinity : Infinity;
  return daysBetween(date, today);
}
