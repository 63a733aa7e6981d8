import { daysBetween, addDays, type CivilDate } from './civil-date.ts';
import type { CompiledParameters } from './compile-rulebook.ts';
import type { Checkpoint, FreePosting, Order, OrderTerms, PostingMode } from './order.ts';
import { oneHundredPercent } from './percent.ts';

export type Cover =
  | { readonly because: 'grace'; readonly nextCheckDue: CivilDate }
  | { readonly because: 'release'; readonly usesFreePosting: boolean };

/**
 * §7.4, §7.5: why an order within grace days, or let go by a release, passes without a check; `undefined` where it must be
 * checked. A change that `recheckAfterRelease` names ends both.
 */
export function coverOf(
  order: Order,
  posting: { readonly checkpoint: Checkpoint; readonly mode: PostingMode },
  parameters: CompiledParameters,
  today: CivilDate,
): Cover | undefined {
  const { grace, release } = order;
  if (
    grace !== undefined &&
    daysBetween(grace.from, today) <= grace.days &&
    !isChanged(order.terms, grace.terms, parameters)
  ) {
    return { because: 'grace', nextCheckDue: addDays(grace.from, grace.days + 1) };
  }
  if (release === undefined || isChanged(order.terms, release.terms, parameters)) return undefined;
  if (isTooOld(release.on, parameters.releaseTolerance.days, today)) return undefined;
  if (isSamePosting(release.freePosting, posting, order.terms.version)) {
    return { because: 'release', usesFreePosting: true };
  }
  return parameters.releaseCovers === 'until-changed' ? { because: 'release', usesFreePosting: false } : undefined;
}

function isSamePosting(
  free: FreePosting | undefined,
  { checkpoint, mode }: { readonly checkpoint: Checkpoint; readonly mode: PostingMode },
  version: number,
): boolean {
  if (free?.checkpoint !== checkpoint || free.mode !== mode) return false;
  return free.version === undefined || free.version === version;
}

function isTooOld(on: CivilDate, days: number | null, today: CivilDate): boolean {
  return days !== null && daysBetween(on, today) > days;
}

/** Whether the order changed since `from` in a way that ends what was granted then (`recheckAfterRelease`). */
function isChanged(now: OrderTerms, from: OrderTerms, parameters: CompiledParameters): boolean {
  switch (parameters.recheckAfterRelease) {
    case 'never':
      return false;
    case 'on-any-change':
      return now.version !== from.version;
    case 'on-increase': {
      const tolerated = from.amount * (oneHundredPercent + parameters.releaseTolerance.percent);
      return now.amount * oneHundredPercent > tolerated || hasOtherConditions(now, from);
    }
  }
}

/** Other terms of payment, discount or requested date; an order never changes its customer (it is refused). */
export function hasOtherConditions(now: OrderTerms, from: OrderTerms): boolean {
  return (
    now.paymentTerms !== from.paymentTerms ||
    now.settlementDiscount !== from.settlementDiscount ||
    now.requestedDate !== from.requestedDate
  );
}
