import type { CivilDate } from './civil-date.ts';
import { goesByItself, type Rulebook } from './compile-rulebook.ts';
import { situationOf, type CreditState } from './credit-state.ts';
import { reasonsIn } from './evaluate.ts';
import type { EvaluatedAgain, OlderHolds, Situation } from './evaluation.ts';
import { exclusionOf } from './exclusion.ts';
import { isForced } from './hold.ts';
import {
  amongOlderHolds,
  areOfCredit,
  isOlder,
  noOthers,
  olderHoldsOf,
  type Aged,
  type CompetingHold,
} from './older-holds.ts';
import { openPartOf, shareOf, type Order, type Posting } from './order.ts';
import { stoppedPosting } from './stopped-posting.ts';

/** Of more older holds than these none is followed one by one: as soon as anything changes, each is taken to go. */
export const mostFollowed = 20;

/**
 * §8.2: how the next evaluation will find a held order. It is evaluated after its customer's older holds (§9.6), and what clears a reason
 * of it may clear theirs too, so that they take their part of the credit first. Other members' holds stay as they are.
 */
export function evaluatedAgain(
  rulebook: Rulebook,
  state: CreditState,
  own: { readonly hold: Aged; readonly order: Order },
  holds: readonly CompetingHold[],
  posting: Posting,
  today: CivilDate,
): EvaluatedAgain {
  const older = holds
    .filter(({ hold, order }) => isOlder(hold, own.hold) && !isForced(hold) && openPartOf(order) > 0n)
    .toSorted((a, b) => (isOlder(a.hold, b.hold) ? -1 : 1));
  const others = state.group ?? noOthers;
  const among = (situation: Situation, of: { readonly hold: Aged }, { waiting, released }: OlderHolds): Situation =>
    amongOlderHolds(withReleased(situation, released), of, waiting, others);
  const areMany = older.length > mostFollowed;
  const most = { waiting: 0n, released: older.reduce((sum, { order }) => sum + openPartOf(order), 0n) };
  const asHeld = (held: CompetingHold): Own => {
    const share = shareOf(held.order);
    const found = situationOf(rulebook, state, held.order, share, stoppedPosting(held), today);
    const { order, posting: stopped, ownShare, missingRates } = found;
    return { order, posting: stopped, ownShare, missingRates };
  };
  const olderIn = (changed: Situation): OlderHolds => {
    if (areMany) return most;
    let [waiting, released] = [0n, 0n];
    for (const held of older) {
      const { order } = held;
      const open = openPartOf(order);
      if (held.hold.state === 'releasing') {
        waiting += open;
        continue;
      }
      const then = among({ ...changed, ...asHeld(held) }, held, { waiting, released });
      const isExcluded = exclusionOf(changed.customer, order, today) !== undefined;
      const codes = isExcluded ? [] : reasonsIn(rulebook, then).map(({ code }) => code);
      if (codes.length === 0 && !isExcluded && goesByItself(rulebook.parameters)) released += open;
      else if (areOfCredit(codes)) waiting += open;
    }
    return { waiting, released };
  };
  const situation = situationOf(rulebook, state, own.order, shareOf(own.order), posting, today);
  const asStored = { waiting: olderHoldsOf(own, holds), released: 0n };
  return {
    situation,
    older: areMany ? asStored : olderIn(situation),
    most,
    olderIn,
    among: (then, taken) => among(then, own, taken),
  };
}

/** What of a situation is of the order alone. */
type Own = Pick<Situation, 'order' | 'posting' | 'ownShare' | 'missingRates'>;

/** What is released is an open order like any other from then on. */
function withReleased(situation: Situation, released: bigint): Situation {
  const { sums, group } = situation;
  const shared = group && { ...group, sums: { ...group.sums, toOrders: group.sums.toOrders + released } };
  return { ...situation, sums: { ...sums, toOrders: sums.toOrders + released }, group: shared };
}
