import type { LimitComponents, Operands } from '../evaluation.ts';
import type { Facts } from '../facts.ts';
import { formatPercent, oneHundredPercent, type Percent } from '../percent.ts';
import type { Boundary, Verdict } from './rule-type.ts';
import { isAbove, settled } from './verdict.ts';

/** §6.2: used (exposure with the order ÷ limit) exceeds a percent, or with `reached` reaches it. */
export function exceedsUsed(facts: Facts, percent: Percent, boundary: Boundary): Verdict {
  const highest = highestExposure(facts.limit, percent, boundary);
  return typeof highest === 'boolean' ? settled(highest) : isAbove(facts.exposure.withOrder, highest);
}

/** The largest exposure that does not exceed the percent; a boolean where every exposure does, or none (§4.5). */
function highestExposure(limit: LimitComponents, percent: Percent, boundary: Boundary): bigint | boolean {
  const everyUseReaches = boundary === 'reached' && percent === 0n;
  if (limit.source === 'unlimited') return everyUseReaches;
  // §6.2: of a limit of 0, a positive exposure uses more than every percent, any other uses 0 %.
  if (limit.total === 0n) return everyUseReaches ? true : 0n;
  const product = limit.total * percent;
  if (boundary === 'over') return product / oneHundredPercent;
  return (product + oneHundredPercent - 1n) / oneHundredPercent - 1n;
}

/** What a reader needs to recompute used. `used` is cut to four decimals, and absent where a limit of 0 has no percent. */
export function usedEvidence({ exposure, limit }: Facts): Operands {
  const used = usedPercent(exposure.withOrder, limit);
  return {
    exposure: exposure.withOrder,
    limit: limit.source === 'unlimited' ? null : limit.total,
    used: used === undefined ? null : formatPercent(used),
  };
}

function usedPercent(exposure: bigint, limit: LimitComponents): Percent | undefined {
  if (limit.source === 'unlimited' || exposure <= 0n) return 0n;
  return limit.total === 0n ? undefined : (exposure * oneHundredPercent) / limit.total;
}
