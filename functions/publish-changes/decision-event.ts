import { formatAmount } from '../../domain/money.ts';
import type { Decision } from '../store/decision-item.ts';
import type { CloudEvent } from '../store/topic.ts';
import { cloudEvent, eventId } from './cloud-event.ts';

/** §15.2: what a decision tells; currency and what the warehouse does are of the rulebook that it was made under. */
export function decisionEvent(decision: Decision, entityCurrency: string, removeBlockedLoadLines: boolean): CloudEvent {
  const { legalEntity, customer, answer, at } = decision;
  const data = dataOf(decision, entityCurrency);
  const id = eventId(customer, decision.request);
  const source = { legalEntity };
  if (answer === 'passed') return cloudEvent('order-passed', source, id, at, { ...data, answer });
  if (answer === 'rejected') return cloudEvent('order-rejected', source, id, at, { ...data, answer });
  if (decision.origin === 'evaluation') return cloudEvent('hold-changed', source, id, at, { ...data, answer });
  return cloudEvent('order-held', source, id, at, { ...data, answer, removeBlockedLoadLines });
}

function dataOf(decision: Decision, entityCurrency: string) {
  const currency = decision.currency ?? entityCurrency;
  const { legalEntity, customer, order, orderVersion, request, checkpoint, mode, hold, sequence, evidence } = decision;
  return {
    legalEntity,
    customer,
    order,
    orderVersion,
    amount: formatAmount(decision.amount, currency),
    currency,
    request,
    checkpoint,
    mode,
    hold: hold ?? null,
    holdState: evidence.holdState ?? null,
    reasons: (evidence.evaluation?.reasons ?? evidence.standing ?? []).map(({ code }) => code),
    sequence,
  };
}
