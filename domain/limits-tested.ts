import { creditLimitOn } from './credit-limit.ts';
import type { LimitOwner, Situation } from './evaluation.ts';
import { isUnknown } from './rules/verdict.ts';
import type { Rates } from './sum-in-base.ts';

/**
 * §4.6: whose limits an order is tested against, in this order: a member's group first. A member without any credit of its
 * own is tested against the group's limit only, unless its own is mandatory; an unlimited one (§4.5) against none, which its
 * own limit says. Whether one has any that no rate tells is not known, so that it is tested.
 */
export function limitsTested(
  rates: Rates,
  { customer, group, today }: Pick<Situation, 'customer' | 'group' | 'today'>,
): readonly LimitOwner[] {
  if (group === undefined || !rates.parameters.checkGroupLimit || customer.unlimited) return ['own'];
  const own = creditLimitOn(customer, today, rates);
  const hasOwn = isUnknown(own) || own.total > 0n || own.source === 'temporary-limit' || customer.mandatoryLimit;
  return hasOwn ? ['group', 'own'] : ['group'];
}
