import { decideCheckpoint, type CheckpointQuestion } from '../../domain/checkpoint.ts';
import { shareOf, type Order } from '../../domain/order.ts';
import { noExposure } from '../../domain/position.ts';
import { bookedVersion, isOver, needsCheck, received, type OrderVersion } from '../../domain/receive-order.ts';
import { ownRequestId } from '../own-request-id.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { minorUnits } from '../base-currency.ts';
import { closedOrder } from '../closed-order.ts';
import { releaseGivenUp } from '../give-up-release.ts';
import type { Sender } from '../sender.ts';
import { changeOrder, type Intent, type Known } from '../store/change-order.ts';
import { creditStateOf, readOrder, readRulebookInForce } from '../store/credit-state.ts';
import { decisionCodec, type Decision } from '../store/decision-item.ts';
import { findDecision } from '../store/decisions.ts';
import { contentHash } from '../store/hash.ts';
import type { OrderChange } from '../store/order-change.ts';
import { rulingChange } from '../store/ruling-change.ts';
import type { OrderMessage } from './order-message.ts';

export type OrderReceipt = {
  readonly order: Order;
  readonly revision: number;
  readonly currency: string;
  readonly decision: Decision | undefined;
  readonly isCreated: boolean;
  /** The version was there already. */
  readonly isRepeat: boolean;
};

/** §7.1, §15.1: stores a version of an order, counts it, and evaluates it where it must be. */
export async function receiveOrder(
  entity: AuthorizedEntity,
  sent: OrderMessage,
  sender: Sender,
): Promise<OrderReceipt> {
  const requestHash = orderHash(sent);
  const intent: Intent = {
    entity,
    customer: sent.customer,
    order: sent.order,
    actor: sender.subject,
    request: ownRequestId('version', sent.order, String(sent.version)),
    requestHash,
    deadlineMs: sender.deadlineMs,
  };
  const outcome = await changeOrder(intent, (known) => proposed(intent, known, versionOf(sent, known, requestHash)));
  if (outcome.kind === 'changed') {
    const { order, decision } = outcome.change;
    const { order: seen, rulebook } = outcome.known;
    return {
      order,
      revision: (seen?.seq ?? 0) + 1,
      currency: rulebook.currency,
      decision,
      isCreated: seen === undefined || seen.order.state === 'announced',
      isRepeat: false,
    };
  }
  // The same version again: what is stored now, with the decision of then, if it was decided when it arrived.
  const decision =
    outcome.kind === 'replayed'
      ? decisionCodec(outcome.record, 'decision')
      : await findDecision(entity, sent.customer, intent.request);
  const [stored, { currency }] = await Promise.all([
    readOrder(entity, sent.order, true),
    readRulebookInForce(entity, true),
  ]);
  if (stored === undefined) throw new Error('a repeated version is of no order');
  return { order: stored.order, revision: stored.seq, currency, decision, isCreated: false, isRepeat: true };
}

/** Of the amount itself: 100 and 100.00 are one document. */
export function orderHash(sent: OrderMessage): string {
  return contentHash({ ...sent, amount: minorUnits(sent.amount, sent.currency) });
}

function versionOf(sent: OrderMessage, { rulebook, order: seen, moment }: Known, hash: string): OrderVersion {
  const {
    order,
    customer,
    state,
    version,
    currency,
    orderDate,
    paymentTerms,
    settlementDiscount,
    requestedDate,
    isIntercompany,
  } = sent;
  const amount = minorUnits(sent.amount, sent.currency);
  const terms = { version, amount, paymentTerms, settlementDiscount, requestedDate };
  const said = { order, customer, state, currency, orderDate, terms, isIntercompany, contentHash: hash };
  return bookedVersion(rulebook, seen?.order, said, moment.today);
}

function proposed(intent: Intent, known: Known, version: OrderVersion): OrderChange | 'nothing' {
  const before = known.order?.order;
  const after = received(before, version);
  if (after === 'repeated') return 'nothing';
  if (isOver(after)) return closedOrder(intent, known, after);
  if (!needsCheck(before, after) || before?.passed === undefined) {
    // A change of a held order is looked at by an evaluation (§9.5).
    const booked: OrderChange = { order: after, guard: { kind: 'booking' }, isRelief: after.openHold !== undefined };
    return releaseGivenUp(intent, known, after) ?? booked;
  }
  const question: CheckpointQuestion = { checkpoint: before.passed.checkpoint, mode: 'posting', isArrival: true };
  const booked = known.order === undefined ? noExposure : shareOf(known.order.order);
  const credit = creditStateOf(known.credit, known.rulebook, known.moment.today);
  const ruling = decideCheckpoint(known.rulebook, credit, after, booked, known.holds, question, known.moment);
  return rulingChange(intent, known, ruling, question, 'order-version');
}
