import { canonicalJson } from './canonical-json.ts';
import { goesByItself, type CompiledParameters, type Rulebook } from './compile-rulebook.ts';
import { situationOf, type CreditState, type Moment } from './credit-state.ts';
import { exclusionOf } from './exclusion.ts';
import { amongOlderHolds, noOthers, olderHoldsOf, type CompetingHold } from './older-holds.ts';
import { released } from './end-hold.ts';
import { evaluate } from './evaluate.ts';
import { evaluatedAgain } from './evaluated-again.ts';
import type { Bound, Evaluation } from './evaluation.ts';
import { cleared, isCleared, isForced, reevaluated, type Hold } from './hold.ts';
import { shareOf, type Order, type Posting } from './order.ts';
import { forcedPosting, stoppedPosting } from './stopped-posting.ts';

/** What an answer does to a hold. `previous` is the stored one, whose version the write is conditional on. */
export type HoldRuling =
  | { readonly kind: 'placed'; readonly hold: Hold }
  | { readonly kind: 'unchanged'; readonly hold: Hold }
  | { readonly kind: 'changed'; readonly hold: Hold; readonly previous: Hold }
  | { readonly kind: 'ended'; readonly hold: Hold; readonly previous: Hold };

export type HoldEvaluation = {
  readonly hold: HoldRuling;
  readonly order: Order;
  /** Absent where the order or its customer is excluded (§7.3), or the order is being released (§8.7): nothing was evaluated. */
  readonly evaluation?: Evaluation | undefined;
};

/** The posting that waits for the answer, with its parameters (JSON text). */
export type AskedPosting = { readonly posting: Posting; readonly postingParameters?: string | undefined };

/**
 * §9.2–9.4: evaluates one hold for release. `holds` are its customer's open ones, of which the older compete with it (§5.4);
 * `asked` is the posting that waits for the answer, if one does: it needs no second invitation to post.
 */
export function evaluateHold(
  rulebook: Rulebook,
  state: CreditState,
  own: CompetingHold,
  holds: readonly CompetingHold[],
  moment: Moment,
  asked?: AskedPosting,
): HoldEvaluation {
  const { hold: previous, order } = own;
  // §8.7: it is what it was if it is withdrawn, and is evaluated then.
  if (previous.state === 'releasing') return { hold: { kind: 'unchanged', hold: previous }, order };
  const { creditManagementGroup } = state.customer;
  const hold = { ...stopping(own, asked), creditManagementGroup };
  if (exclusionOf(state.customer, order, moment.today) !== undefined) {
    return { hold: ruling(previous, cleared(hold, order.terms.amount, rulebook.version)), order };
  }
  const evaluateFor = (posting: Posting): Evaluation => {
    const situation = situationOf(rulebook, state, order, shareOf(order), posting, moment.today);
    const among = amongOlderHolds(situation, own, olderHoldsOf(own, holds), state.group ?? noOthers);
    return evaluate(rulebook, among, () => evaluatedAgain(rulebook, state, own, holds, posting, moment.today));
  };
  const [kept, evaluation] = strictest(hold, asked, evaluateFor);
  const next = reevaluated(kept, evaluation, order.terms.amount, rulebook.version);
  if (!releasesItself(next, rulebook.parameters)) return { hold: ruling(previous, next), order, evaluation };
  const end = {
    by: automatic,
    at: moment.now,
    reason: rulebook.parameters.automaticReleaseReason,
    withPosting: rulebook.parameters.autoRelease === 'with-posting' && !isAsked(next.posting, asked),
  };
  // §9.4: no approval is needed.
  const freed = released({ hold: { ...next, approval: undefined }, order }, end, rulebook.parameters, moment.today);
  return { hold: { kind: 'ended', hold: freed.hold, previous }, order: freed.order, evaluation };
}

/**
 * The hold with the posting that it stops: the stopped one asked for again, with whatever amount it is asked for, is that one now
 * (docs/adr/0015).
 */
function stopping({ hold, order }: CompetingHold, asked: AskedPosting | undefined): Hold {
  if (hold.posting === undefined) return hold;
  const posting = stoppedPosting({ hold, order });
  if (asked === undefined || !isAsked(posting, asked) || posting.amount === asked.posting.amount)
    return { ...hold, posting };
  return { ...hold, ...asked };
}

/**
 * A release lets the stopped posting go, so that it must pass, and so must another that is asked for: where only that one does not
 * pass, it is the one that is stopped from then on. What a forced hold is asked for does not matter: it stays.
 */
function strictest(
  hold: Hold,
  asked: AskedPosting | undefined,
  evaluateFor: (posting: Posting) => Evaluation,
): readonly [Hold, Evaluation] {
  const stopped = evaluateFor(hold.posting ?? forcedPosting);
  if (stopped.outcome === 'hold' || asked === undefined || isAsked(hold.posting, asked)) return [hold, stopped];
  const other = evaluateFor(asked.posting);
  if (other.outcome === 'hold') return [{ ...hold, ...asked }, other];
  const guard = tighter(stopped.guard, other.guard);
  const groupGuard = tighter(stopped.groupGuard, other.groupGuard);
  return [hold, { ...other, guard, ...(groupGuard === undefined ? {} : { groupGuard }) }];
}

/** Both watch the same sum. */
function tighter(a: Bound | undefined, b: Bound | undefined): Bound | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a.max < b.max ? a : b;
}

/** The stopped posting is the one that waits for the answer, or there is none. */
function isAsked(stopped: Posting | undefined, asked: AskedPosting | undefined): boolean {
  const { checkpoint, mode } = asked?.posting ?? {};
  return stopped === undefined || (stopped.checkpoint === checkpoint && stopped.mode === mode);
}

/** Who released when nobody did. */
export const automatic = 'automatic';

/** §9.4: a forced hold waits for a person; whether it is to be rejected (§11) does not matter any more. */
function releasesItself(hold: Hold, parameters: CompiledParameters): boolean {
  return isCleared(hold) && !isForced(hold) && goesByItself(parameters);
}

/** §9.6: an evaluation that finds what is already known writes nothing; the rulebook it used is not news. */
function ruling(previous: Hold, hold: Hold): HoldRuling {
  if (canonicalJson({ ...hold, rulebook: previous.rulebook }) === canonicalJson(previous))
    return { kind: 'unchanged', hold: previous };
  return { kind: 'changed', hold: { ...hold, version: previous.version + 1 }, previous };
}
