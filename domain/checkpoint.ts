import type { CivilDate } from './civil-date.ts';
import type { Rulebook } from './compile-rulebook.ts';
import { situationOf, underTest, type CreditState, type Moment } from './credit-state.ts';
import type { Customer } from './customer.ts';
import { evaluateHold, type HoldRuling } from './evaluate-hold.ts';
import { evaluate } from './evaluate.ts';
import type { Evaluation } from './evaluation.ts';
import { evaluatedAgain } from './evaluated-again.ts';
import { exclusionOf, type Skip } from './exclusion.ts';
import { arisen, shortfallOf } from './hold.ts';
import type { HoldId } from './ids.ts';
import type { CompetingHold } from './older-holds.ts';
import { bookedAmountOf, shareOf, type Checkpoint, type Order, type Posting, type PostingMode } from './order.ts';
import { nextHoldOf, placedHold } from './placed-hold.ts';
import { difference, plus, type ExposureSums } from './position.ts';
import { isRankRaised } from './ranks.ts';
import { refuse } from './refusal.ts';
import { coverOf } from './release-cover.ts';

/** §7.1: what an order system asks before it posts. */
export type CheckpointQuestion = {
  readonly checkpoint: Checkpoint;
  readonly mode: PostingMode;
  readonly amount?: bigint | undefined;
  /** The parameters of the posting as they came (JSON text). */
  readonly postingParameters?: string | undefined;
  /** Nobody posts: a version of the order is looked at as it arrives, and uses up nothing that a release lets pass once. */
  readonly isArrival?: boolean;
};

/** The answer to a checkpoint with all that it changes; nothing of it holds until it is stored in one transaction. */
export type Ruling = {
  readonly answer: 'passed' | 'held' | 'rejected';
  readonly order: Order;
  readonly skip?: Skip | undefined;
  readonly evaluation?: Evaluation | undefined;
  /** The hold that the answer places, changes or ends. */
  readonly hold?: HoldRuling | undefined;
  /** The hold that stands unchanged. */
  readonly standing?: HoldId | undefined;
  /** The release reason of a released order that changed and passed its new check (§7.5). */
  readonly releasedAgainWith?: string | null | undefined;
};

/**
 * §7.1–7.5: may this order pass this checkpoint? `booked` is what the stored order counts for in the position, which a new
 * version of it replaces; `holds` are its customer's open ones, where it is itself held or they matter to what clears its hold.
 */
export function decideCheckpoint(
  rulebook: Rulebook,
  state: CreditState,
  order: Order,
  booked: ExposureSums,
  holds: readonly CompetingHold[],
  question: CheckpointQuestion,
  moment: Moment,
): Ruling {
  assertOpen(order);
  if (order.isRejected) return { answer: 'rejected', order };
  if (order.openHold !== undefined) return askHeldOrder(rulebook, state, order, holds, question, moment);
  const counted = isEnabled(rulebook, question) ? { ...order, counts: true } : order;
  const skip = skipOf(rulebook, state.customer, counted, question, moment.today);
  if (skip !== undefined) return skipped(counted, question, skip);
  return checked(rulebook, state, counted, booked, holds, question, moment);
}

function assertOpen(order: Order): void {
  if (order.state === 'announced') throw refuse('not-found', { kind: 'order' });
  if (order.state === 'closed' || order.state === 'cancelled') throw refuse('order-not-open', { state: order.state });
}

export function isEnabled(rulebook: Rulebook, { checkpoint, mode }: CheckpointQuestion): boolean {
  const setting = rulebook.parameters.checkpoints[checkpoint];
  return mode === 'pro-forma' ? setting.proForma : setting.posting;
}

/** §7.2: the first reason not to check, or `undefined`. */
function skipOf(
  rulebook: Rulebook,
  customer: Customer,
  order: Order,
  question: CheckpointQuestion,
  today: CivilDate,
): Skip | undefined {
  const { parameters } = rulebook;
  if (!isEnabled(rulebook, question)) return { because: 'checkpoint-not-enabled' };
  if (question.mode === 'cancellation' && parameters.skipCheckOnPackingSlipCancellation) {
    return { because: 'packing-slip-cancellation' };
  }
  const exclusion = exclusionOf(customer, order, today);
  if (exclusion !== undefined) return exclusion;
  const { amount } = order.terms;
  if (amount < 0n) return { because: 'negative-amount' };
  if (isBelowMinimum(order, parameters.ignoreOrdersBelow)) return { because: 'order-below-minimum' };
  // §6.7: terms that rank higher are checked within grace and cover too.
  if (isRankRaised(rulebook, underTest(rulebook, order, customer))) return undefined;
  return coverOf(order, postingOf(question), parameters, today);
}

/** §2.2; of an order whose rate is missing nobody can say. */
function isBelowMinimum(order: Order, ignoreOrdersBelow: bigint | null): boolean {
  if (ignoreOrdersBelow === null || order.missingRate !== undefined) return false;
  return bookedAmountOf(order) < ignoreOrdersBelow;
}

function skipped(
  order: Order,
  question: CheckpointQuestion,
  skip: Skip & { readonly usesFreePosting?: boolean },
): Ruling {
  const { usesFreePosting, ...because } = skip;
  if (because.because === 'checkpoint-not-enabled') return { answer: 'passed', order, skip: because };
  const isUsed = usesFreePosting === true && question.isArrival !== true;
  const release = isUsed && order.release !== undefined ? { ...order.release, freePosting: undefined } : order.release;
  const passed = question.mode === 'cancellation' ? order : passedAt(order, question);
  return { answer: 'passed', order: { ...passed, release }, skip: because };
}

/** The rules are run. */
function checked(
  rulebook: Rulebook,
  state: CreditState,
  counted: Order,
  booked: ExposureSums,
  holds: readonly CompetingHold[],
  question: CheckpointQuestion,
  moment: Moment,
): Ruling {
  const posting = postingOf(question);
  const { aged, order } = nextHoldOf(counted, moment.now, state.changes);
  const situation = situationOf(rulebook, state, counted, booked, posting, moment.today);
  // Without any that are known, every other held order is taken to compete, as it does now.
  const parts = [{ holds }, { holds: state.group?.otherHolds ?? [] }, ...(state.group?.apart ?? [])];
  const isAlone = parts.every((part) => part.holds.length === 0);
  const again = () => {
    const held = moved(state, difference(shareOf(order), booked));
    return evaluatedAgain(rulebook, held, { hold: aged, order }, holds, posting, moment.today);
  };
  const evaluation = isAlone ? evaluate(rulebook, situation) : evaluate(rulebook, situation, again);
  if (evaluation.outcome === 'hold') {
    const hold = placedHold(counted, aged, evaluation.reasons.map(arisen), {
      creditManagementGroup: state.customer.creditManagementGroup,
      posting,
      postingParameters: question.postingParameters,
      shortfall: shortfallOf(evaluation),
      rulebook: rulebook.version,
    });
    return { answer: 'held', order, evaluation, hold: { kind: 'placed', hold } };
  }
  const passed = afterCheck(rulebook, passedAt(counted, question), question, moment.today);
  if (counted.release === undefined || counted.terms.version === counted.release.terms.version)
    return { answer: 'passed', order: passed, evaluation };
  const release = { on: moment.today, terms: counted.terms };
  return {
    answer: 'passed',
    order: { ...passed, release },
    evaluation,
    releasedAgainWith: rulebook.parameters.modifiedOrderReason,
  };
}

/** §7.4: with `graceStartsAt: check` a check that passed puts its checkpoint's grace days in force. */
function afterCheck(rulebook: Rulebook, order: Order, { checkpoint }: CheckpointQuestion, today: CivilDate): Order {
  const days = rulebook.parameters.checkpoints[checkpoint].graceDays ?? 0;
  if (rulebook.parameters.graceStartsAt !== 'check' || days === 0) return { ...order, grace: undefined };
  return { ...order, grace: { from: today, days, terms: order.terms } };
}

function passedAt(order: Order, { checkpoint, mode }: CheckpointQuestion): Order {
  const { paymentTerms, settlementDiscount } = order.terms;
  const passed = mode === 'posting' ? { checkpoint, terms: order.terms } : order.passed;
  return { ...order, passed, rankBasis: { paymentTerms, settlementDiscount } };
}

/** The customer's credit, and its group's, after a change of the order. */
function moved(state: CreditState, by: ExposureSums): CreditState {
  const group = state.group && { ...state.group, sums: plus(state.group.sums, by) };
  return { ...state, sums: plus(state.sums, by), group };
}

/** §7.3: a held order answers with its hold; an enabled checkpoint first evaluates it for release. */
function askHeldOrder(
  rulebook: Rulebook,
  state: CreditState,
  order: Order,
  holds: readonly CompetingHold[],
  question: CheckpointQuestion,
  moment: Moment,
): Ruling {
  const own = holds.find(({ hold }) => hold.hold === order.openHold);
  if (own === undefined) throw new Error(`open hold ${order.openHold} of an order is missing`);
  if (!isEnabled(rulebook, question)) return { answer: 'held', order, standing: own.hold.hold };
  const asked = { posting: postingOf(question), postingParameters: question.postingParameters };
  const result = evaluateHold(rulebook, state, { ...own, order }, holds, moment, asked);
  if (result.hold.kind !== 'ended') {
    const hold = result.hold.kind === 'unchanged' ? undefined : result.hold;
    return { answer: 'held', order: result.order, evaluation: result.evaluation, hold, standing: own.hold.hold };
  }
  const freed = { ...passedAt(result.order, question), release: result.order.release };
  return { answer: 'passed', order: consumed(freed, question), evaluation: result.evaluation, hold: result.hold };
}

/** The posting asked for is the one that the release let go: it does not pass a second time (§7.5). */
function consumed(order: Order, { checkpoint, mode }: CheckpointQuestion): Order {
  const free = order.release?.freePosting;
  if (order.release === undefined || free?.checkpoint !== checkpoint || free.mode !== mode) return order;
  return { ...order, release: { ...order.release, freePosting: undefined } };
}

export function postingOf({ checkpoint, mode, amount }: CheckpointQuestion): Posting {
  return { checkpoint, mode, amount };
}
