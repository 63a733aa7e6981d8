import { canonicalJson } from './canonical-json.ts';
import type { CompiledParameters, Rulebook } from './compile-rulebook.ts';
import { situationOf, type CreditState, type Moment } from './credit-state.ts';
import { exclusionOf } from './exclusion.ts';
import { olderHoldsOf, type CompetingHold } from './older-holds.ts';
import { released } from './end-hold.ts';
import { evaluate } from './evaluate.ts';
import type { Evaluation, Situation } from './evaluation.ts';
import { cleared, isForced, reevaluated, type Hold } from './hold.ts';
import { shareOf, type Order, type Posting } from './order.ts';
import { atMost } from './situation-changes.ts';

/** What an answer does to a hold. `previous` is the stored one, whose version the write is conditional on. */
export type HoldRuling =
  | { readonly kind: 'placed'; readonly hold: Hold }
  | { readonly kind: 'unchanged'; readonly hold: Hold }
  | { readonly kind: 'changed'; readonly hold: Hold; readonly previous: Hold }
  | { readonly kind: 'ended'; readonly hold: Hold; readonly previous: Hold };

export type HoldEvaluation = {
  readonly hold: HoldRuling;
  readonly order: Order;
  /** Absent where the order or its customer is excluded: nothing was evaluated (§7.3). */
  readonly evaluation?: Evaluation | undefined;
};

/**
 * §9.2–9.4: evaluates one hold for release. `olderHolds` is the open part of its customer's older competing holds (§5.4);
 * `asked` the posting that waits for
 * the answer, if one does: it needs no second invitation to post.
 */
export function evaluateHold(
  rulebook: Rulebook,
  state: CreditState,
  own: CompetingHold,
  olderHolds: bigint,
  moment: Moment,
  asked?: Posting,
): HoldEvaluation {
  const { hold, order } = own;
  const { creditManagementGroup } = state.customer;
  const known = { ...hold, creditManagementGroup };
  if (exclusionOf(state.customer, order, moment.today) !== undefined) {
    return { hold: ruling(hold, cleared(known, order.terms.amount, rulebook.version)), order };
  }
  const evaluated = postingsOf({ ...hold, posting: stoppedPosting(own) }, asked).map((posting) => {
    const situation = situationOf(rulebook, state, order, shareOf(order), posting, moment.today);
    return evaluate(rulebook, amongOlderHolds(situation, state, own, olderHolds));
  });
  const evaluation = strictest(evaluated);
  const next = reevaluated(known, evaluation, order.terms.amount, rulebook.version);
  if (!releasesItself(next, rulebook.parameters)) return { hold: ruling(hold, next), order, evaluation };
  const end = {
    by: automatic,
    at: moment.now,
    reason: rulebook.parameters.automaticReleaseReason,
    withPosting: rulebook.parameters.autoRelease === 'with-posting' && !isAsked(next.posting, asked),
  };
  const freed = released({ hold: next, order }, end, rulebook.parameters, moment.today);
  return { hold: { kind: 'ended', hold: freed.hold, previous: hold }, order: freed.order, evaluation };
}

/** §5.4: in a customer credit group the other members' older holds compete too, for the group's limit. */
function amongOlderHolds(
  situation: Situation,
  { group: state }: CreditState,
  own: CompetingHold,
  olderHolds: bigint,
): Situation {
  if (situation.group === undefined || state === undefined) return { ...situation, olderHolds };
  const ofAll = olderHolds + olderHoldsOf(own, state.otherHolds);
  return { ...situation, olderHolds, group: { ...situation.group, olderHolds: ofAll } };
}

/** A version that lowered the order lowers the posting that was stopped with it (§8.2). */
function stoppedPosting({ hold, order }: CompetingHold): Posting | undefined {
  const { posting, amountAtHold } = hold;
  const { amount } = order.terms;
  return posting === undefined || amount >= amountAtHold ? posting : atMost(posting, amount);
}

/** The posting that was stopped, which a release lets go, and the one that is asked for, where it is another. */
function postingsOf({ posting }: Hold, asked: Posting | undefined): readonly Posting[] {
  if (posting === undefined) return [asked ?? forcedPosting];
  if (asked === undefined) return [posting];
  return isAsked(posting, asked) ? [asked] : [posting, asked];
}

/** The first that holds the order; of passes the one whose guard leaves the least room. */
function strictest(evaluations: readonly Evaluation[]): Evaluation {
  const holding = evaluations.find(({ outcome }) => outcome === 'hold');
  const room = ({ guard }: Evaluation): bigint | undefined => guard?.max;
  const [first, ...others] = evaluations;
  if (first === undefined) throw new Error('a hold is evaluated for one posting at least');
  if (holding !== undefined) return holding;
  return others.reduce((tight, next) => {
    const [known, other] = [room(tight), room(next)];
    return other !== undefined && (known === undefined || other < known) ? next : tight;
  }, first);
}

/** The stopped posting is the one that waits for the answer, or there is none. */
function isAsked(stopped: Posting | undefined, asked: Posting | undefined): boolean {
  return stopped === undefined || (stopped.checkpoint === asked?.checkpoint && stopped.mode === asked.mode);
}

/** Who released when nobody did. */
export const automatic = 'automatic';

/** A forced hold stopped no posting; its other reasons are looked at as if the order was to be confirmed. */
const forcedPosting: Posting = { checkpoint: 'confirmation', mode: 'posting' };

/** §9.4: without a default reason an order stays ready to release; a forced hold always does. */
function releasesItself(hold: Hold, parameters: CompiledParameters): boolean {
  if (hold.state !== 'ready-to-release' || isForced(hold)) return false;
  return parameters.autoRelease !== 'off' && parameters.automaticReleaseReason !== null;
}

/** §9.6: an evaluation that finds what is already known writes nothing; the rulebook it used is not news. */
function ruling(previous: Hold, hold: Hold): HoldRuling {
  if (canonicalJson({ ...hold, rulebook: previous.rulebook }) === canonicalJson(previous))
    return { kind: 'unchanged', hold: previous };
  return { kind: 'changed', hold: { ...hold, version: previous.version + 1 }, previous };
}
