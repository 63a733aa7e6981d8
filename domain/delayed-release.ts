import type { CompiledParameters, Rulebook } from './compile-rulebook.ts';
import { underTest, type Moment } from './credit-state.ts';
import type { Customer } from './customer.ts';
import { released } from './end-hold.ts';
import { nextHoldState, type DelayedRelease, type Hold } from './hold.ts';
import type { Order } from './order.ts';
import { isRankRaised } from './ranks.ts';
import { refuse } from './refusal.ts';
import { coverOf } from './release-cover.ts';

type HeldOrder = { readonly hold: Hold; readonly order: Order };

/** Who releases, when (business time), why, and until when they can withdraw it (real time). */
export type AskedRelease = Omit<DelayedRelease, 'terms' | 'from'>;

/** §8.7: the hold while its release can be withdrawn. The order stays held, and nothing is sent. */
export function releasing({ hold, order }: HeldOrder, asked: AskedRelease): Hold {
  if (hold.posting === undefined) throw refuse('no-posting-to-release', {});
  const state = nextHoldState(hold.state, 'delay');
  if (state === undefined) throw refuse('hold-not-open', { state: hold.state, by: null, at: null });
  const release = { ...asked, terms: order.terms, from: hold.state };
  return { ...hold, state, releasing: release, version: hold.version + 1 };
}

/** §8.7: while one person releases a hold, nobody ends it in another way, nor once more. */
export function assertNotReleasing(hold: Hold): void {
  const other = releaseUnderWay(hold);
  if (other === undefined) return;
  throw refuse('hold-being-released', { by: other.by, at: other.at, until: other.until });
}

/** §8.7: what the hold was. It changes nothing else, so that it is to be evaluated for what came meanwhile. */
export function givenUp(hold: Hold): Hold {
  const { from } = releaseOf(hold);
  return { ...hold, state: from, releasing: undefined, version: hold.version + 1 };
}

/** §8.7: the same, asked for by a person at an instant of real time (ISO 8601 UTC). */
export function withdrawn(hold: Hold, realNow: string): Hold {
  const { state } = hold;
  const release = releaseUnderWay(hold);
  if (release === undefined || isDue(release, realNow)) {
    throw refuse('release-not-withdrawable', { state, by: release?.by ?? null, at: release?.at ?? null });
  }
  return givenUp(hold);
}

/** Its delay has ended: it is carried out, and cannot be withdrawn any more. */
export function isDue({ until }: DelayedRelease, realNow: string): boolean {
  return realNow >= until;
}

/** §8.7, §8.5: the release carried out as it was asked for, of the version that was released. */
export function finished(held: HeldOrder, parameters: CompiledParameters, { now, today }: Moment): HeldOrder {
  const { by, reason, note, reviewDate, terms } = releaseOf(held.hold);
  const end = { by, at: now, reason, note, withPosting: true };
  const freed = released({ hold: held.hold, order: { ...held.order, terms } }, end, parameters, today);
  return {
    hold: { ...freed.hold, reviewDate: reviewDate ?? freed.hold.reviewDate },
    order: { ...freed.order, terms: held.order.terms },
  };
}

/** §7.5, §6.7: whether the release, had it been carried out at once, would let the order go as it is now. */
export function isStillCovered(held: HeldOrder, rulebook: Rulebook, customer: Customer, moment: Moment): boolean {
  const { parameters } = rulebook;
  const { hold, order } = finished(held, parameters, moment);
  if (hold.posting === undefined || isRankRaised(rulebook, underTest(rulebook, order, customer))) return false;
  return coverOf(order, hold.posting, parameters, moment.today) !== undefined;
}

export function releaseUnderWay({ state, releasing: release }: Hold): DelayedRelease | undefined {
  return nextHoldState(state, 'withdraw') === undefined ? undefined : release;
}

function releaseOf(hold: Hold): DelayedRelease {
  const release = releaseUnderWay(hold);
  if (release === undefined) throw new Error(`hold ${hold.hold} is not being released`);
  return release;
}
