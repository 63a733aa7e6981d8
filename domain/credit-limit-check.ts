import type { Unknown } from './evaluation.ts';
import type { Facts } from './facts.ts';
import type { Verdict } from './rules/rule-type.ts';
import { addsNothing, isAbove, isUnknown, settled } from './rules/verdict.ts';

/** §2.2 `creditLimitCheck`: the order takes the exposure over the limit. An order of nothing or less adds nothing (§6.2). */
export function exceedsCreditLimit(facts: Facts): Verdict | Unknown {
  const { limit, exposure } = facts;
  if (limit.source === 'unlimited' || addsNothing(facts)) return settled(false);
  return isUnknown(limit) ? limit : isAbove(exposure, limit.total);
}
