import type { CivilDate } from './civil-date.ts';
import type { CompiledParameters } from './compile-rulebook.ts';
import { nextHoldState, type Hold, type HoldAction, type HoldEnd } from './hold.ts';
import type { FreePosting, Order } from './order.ts';
import { refuse } from './refusal.ts';

type HeldOrder = { readonly hold: Hold; readonly order: Order };

/** §8.5: the order may go on; what its release covers and its grace days start today (§7.4, §7.5). */
export function released(held: HeldOrder, end: HoldEnd, parameters: CompiledParameters, today: CivilDate): HeldOrder {
  const hold = ended(held.hold, 'release', end);
  const { posting } = hold;
  if (end.withPosting && posting === undefined) throw refuse('no-posting-to-release', {});
  const days = posting === undefined ? 0 : (parameters.checkpoints[posting.checkpoint].graceDays ?? 0);
  const { terms } = held.order;
  const order = {
    ...held.order,
    openHold: undefined,
    release: { on: today, terms, freePosting: freePostingOf(hold, terms.version, end, parameters) },
    grace: days === 0 ? undefined : { from: today, days, terms },
    rankBasis: { paymentTerms: terms.paymentTerms, settlementDiscount: terms.settlementDiscount },
  };
  return { hold, order };
}

/** §8.6: the order is refused, and stops counting. What let it go before covers no version of it that comes after (§7.3). */
export function rejected(held: HeldOrder, end: HoldEnd): HeldOrder {
  const refused = { openHold: undefined, isRejected: true, release: undefined, grace: undefined };
  return { hold: ended(held.hold, 'reject', end), order: { ...held.order, ...refused } };
}

/** §8.6: cancelling an order closes its hold. */
export function cancelled(held: HeldOrder, end: HoldEnd): HeldOrder {
  return {
    hold: ended({ ...held.hold, approval: undefined }, 'cancel', end),
    order: { ...held.order, openHold: undefined, state: 'cancelled' },
  };
}

function freePostingOf(
  hold: Hold,
  version: number,
  end: HoldEnd,
  parameters: CompiledParameters,
): FreePosting | undefined {
  if (hold.posting === undefined) return undefined;
  const { checkpoint, mode } = hold.posting;
  if (parameters.releaseCovers !== 'posting-by-release-only') return { checkpoint, mode };
  return end.withPosting ? { checkpoint, mode, version } : undefined;
}

function ended(hold: Hold, action: HoldAction, end: HoldEnd): Hold {
  const state = nextHoldState(hold.state, action);
  if (state === undefined) {
    throw refuse('hold-not-open', { state: hold.state, by: hold.end?.by ?? null, at: hold.end?.at ?? null });
  }
  // §8.3: what still applied is kept as it was; that it was ready to release is no reason of a hold that has ended.
  const reasons = hold.reasons.filter(({ code }) => code !== 'ready-to-release');
  return { ...hold, state, reasons, releasing: undefined, end, version: hold.version + 1 };
}
