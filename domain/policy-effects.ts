import type { CivilDate } from './civil-date.ts';
import type { Customer, Policy } from './customer.ts';
import { divideHalfEven } from './divide-half-even.ts';
import { oneHundredPercent } from './percent.ts';

/**
 * §4.2: what a policy in force does to the limit, in minor units of the policy's currency. `adds` is rounded for itself, where
 * the limit rounds what all of them add together.
 */
export type PolicyEffect = { readonly policy: Policy; readonly adds: bigint; readonly takesOff: bigint };

export function policyEffectsOn({ policies }: Pick<Customer, 'policies'>, today: CivilDate): readonly PolicyEffect[] {
  return policies
    .filter((policy) => isInForce(policy, today))
    .map((policy) => ({
      policy,
      adds: divideHalfEven(policy.value * policy.updateLimitPercent, oneHundredPercent),
      takesOff: policy.includedInExposure ? policy.value : 0n,
    }));
}

/** §4.2: both dates included. */
export function isInForce({ effectiveDate, expirationDate }: Policy, today: CivilDate): boolean {
  return effectiveDate <= today && today <= expirationDate;
}
