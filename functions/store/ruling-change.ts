import type { CheckpointQuestion, Ruling } from '../../domain/checkpoint.ts';
import type { Hold } from '../../domain/hold.ts';
import { ledgerOf, type Order } from '../../domain/order.ts';
import type { Intent, Known } from './change-order.ts';
import type { Decision } from './decision-item.ts';
import { passGuard, type OrderChange } from './order-change.ts';
import { orderReleased } from './order-events.ts';
import type { OutboxEvent } from './outbox.ts';

/** The change that a ruling makes, with the decision that records it (§8.1). */
export function rulingChange(
  intent: Intent,
  known: Known,
  ruling: Ruling,
  question: CheckpointQuestion,
  origin: Decision['origin'],
): OrderChange & { readonly decision: Decision } {
  const { moment, rulebook } = known;
  const order = { ...ruling.order, lastDecision: intent.request };
  return {
    order,
    guard: ruling.answer === 'passed' ? passGuard(moment.today, rulebook.version, ruling.evaluation) : { kind: 'hold' },
    decision: decisionOf(intent, known, ruling, question, origin),
    hold: ruling.hold,
    events: releaseEvents(intent, known, ruling),
  };
}

function decisionOf(
  intent: Intent,
  { moment, rulebook, order: seen, holds }: Known,
  ruling: Ruling,
  question: CheckpointQuestion,
  origin: Decision['origin'],
): Decision {
  const hold = ruling.hold?.hold ?? holds.find(({ hold: open }) => open.hold === ruling.standing)?.hold;
  return {
    request: intent.request,
    requestHash: intent.requestHash,
    legalEntity: intent.entity,
    customer: intent.customer,
    order: intent.order,
    orderVersion: ruling.order.terms.version,
    ...foreignAmountOf(ruling.order),
    amount: ruling.order.terms.amount,
    answer: ruling.answer,
    at: moment.now,
    businessDate: moment.today,
    actor: intent.actor,
    origin,
    checkpoint: question.checkpoint,
    mode: question.mode,
    rulebook: rulebook.version,
    sequence: (seen?.seq ?? 0) + 1,
    hold: hold?.hold,
    previous: seen?.order.lastDecision,
    evidence: {
      skip: ruling.skip,
      evaluation: ruling.evaluation,
      ledger: ledgerOf(ruling.order),
      standing: ruling.evaluation === undefined && hold !== undefined ? activeReasons(hold) : undefined,
      postingAmount: question.amount,
      holdState: hold?.state,
      releasedAgainWith: ruling.releasedAgainWith,
    },
  };
}

type Foreign = Pick<Decision, 'currency' | 'booked' | 'orderDate'>;

function foreignAmountOf({ booked, missingRate, currency, orderDate }: Order): Foreign {
  return booked === undefined && missingRate === undefined ? {} : { currency, booked, orderDate };
}

function activeReasons(hold: Hold) {
  return hold.reasons.filter(({ isActive }) => isActive).map(({ now, atHold }) => now ?? atHold);
}

function releaseEvents(intent: Intent, known: Known, { hold }: Ruling): readonly OutboxEvent[] {
  if (hold?.kind !== 'ended') return [];
  return [
    orderReleased(intent.entity, hold.hold, (known.order?.seq ?? 0) + 1, known.moment.now, known.rulebook.currency),
  ];
}
