import type { Limit, Operands, Unknown } from '../evaluation.ts';
import type { Facts } from '../facts.ts';
import { formatAmount } from '../money.ts';
import { formatPercent, oneHundredPercent, type Percent } from '../percent.ts';
import type { Boundary, Verdict } from './rule-type.ts';
import { isAbove, isUnknown, settled } from './verdict.ts';

/** §6.2: used (exposure with the order ÷ limit) exceeds a percent, or with `reached` reaches it. */
export function exceedsUsed(facts: Facts, percent: Percent, boundary: Boundary): Verdict | Unknown {
  const highest = highestExposure(facts.limit, percent, boundary);
  if (typeof highest === 'object') return highest;
  return typeof highest === 'boolean' ? settled(highest) : isAbove(facts.exposure, highest);
}

/** The largest exposure that does not exceed the percent; a boolean where every exposure does, or none (§4.5). */
function highestExposure(limit: Limit, percent: Percent, boundary: Boundary): bigint | boolean | Unknown {
  const everyUseReaches = boundary === 'reached' && percent === 0n;
  if (limit.source === 'unlimited') return everyUseReaches;
  if (isUnknown(limit)) return limit;
  // §6.2: of a limit of 0, a positive exposure uses more than every percent, any other uses 0 %.
  if (limit.total === 0n) return everyUseReaches ? true : 0n;
  const product = limit.total * percent;
  if (boundary === 'over') return product / oneHundredPercent;
  return (product + oneHundredPercent - 1n) / oneHundredPercent - 1n;
}

/**
 * What a reader needs to recompute used. `used` is cut to four decimals, and null where a limit of 0 has no percent; what a
 * missing rate leaves unknown is null.
 */
export function usedEvidence({ exposure, limit, limitCurrency }: Facts): Operands {
  const used = usedPercent(exposure, limit);
  const money = (amount: bigint) => (limitCurrency === undefined ? amount : formatAmount(amount, limitCurrency));
  return {
    exposure: isUnknown(exposure) ? null : money(exposure.withOrder),
    limit: limit.source === 'unlimited' || isUnknown(limit) ? null : money(limit.total),
    used: used === undefined ? null : formatPercent(used),
    ...(limitCurrency === undefined ? {} : { limitCurrency }),
  };
}

function usedPercent(exposure: Facts['exposure'], limit: Limit): Percent | undefined {
  if (limit.source === 'unlimited') return 0n;
  if (isUnknown(exposure)) return undefined;
  if (exposure.withOrder <= 0n) return 0n;
  return isUnknown(limit) || limit.total === 0n ? undefined : (exposure.withOrder * oneHundredPercent) / limit.total;
}
