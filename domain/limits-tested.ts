import type { CompiledParameters } from './compile-rulebook.ts';
import { creditLimitOn } from './credit-limit.ts';
import type { LimitOwner, Situation } from './evaluation.ts';

/**
 * §4.6: whose limits an order is tested against, in this order: a member's group first. A member without any credit of its
 * own is tested against the group's limit only, unless its own is mandatory; an unlimited one (§4.5) against none, which its
 * own limit says.
 */
export function limitsTested(
  { checkGroupLimit }: Pick<CompiledParameters, 'checkGroupLimit'>,
  { customer, group, today }: Pick<Situation, 'customer' | 'group' | 'today'>,
): readonly LimitOwner[] {
  if (group === undefined || !checkGroupLimit || customer.unlimited) return ['own'];
  const own = creditLimitOn(customer, today);
  const hasOwn = own.total > 0n || own.source === 'temporary-limit' || customer.mandatoryLimit;
  return hasOwn ? ['group', 'own'] : ['group'];
}
