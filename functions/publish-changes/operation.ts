import type { CreditGroupId, CustomerId, JobId, LegalEntityId } from '../../domain/ids.ts';
import { formatAmount } from '../../domain/money.ts';
import { entityOfRecord } from '../access.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { evaluateCustomerMessage, evaluateEntityMessage, evaluateGroupMessage } from '../evaluation-message.ts';
import { runJobMessage } from '../run-jobs/job-message.ts';
import { decisionCodec, type Decision } from '../store/decision-item.ts';
import { outboxCodec, type OutboxEvent } from '../store/outbox.ts';
import { send } from '../store/queues.ts';
import { readRulebook, readRulebookPointer } from '../store/rulebook.ts';
import { publish, type CloudEvent } from '../store/topic.ts';

/** §15.2, §9.5: sends what a stored change says: an event to the topic, or work to the evaluation queue. */
export async function publishChange(item: Readonly<Record<string, unknown>>): Promise<void> {
  if (item['kind'] === 'decision') await publishDecision(decisionCodec(item, 'decision'));
  if (item['kind'] === 'event') await publishEvent(outboxCodec(item, 'event'));
}

async function publishEvent(event: OutboxEvent): Promise<void> {
  const { legalEntity, customer, creditGroup, id } = event;
  if (event.type === 'evaluate-group' && creditGroup !== undefined) {
    return send('evaluation', [evaluateGroupMessage(creditGroup, 'change', id)]);
  }
  if (creditGroup !== undefined) {
    return publish(
      cloudEvent(event.type, { creditGroup }, eventId(creditGroup, `~${id}`), event.occurredAt, event.data),
    );
  }
  if (legalEntity === undefined) throw new Error(`event ${id} is of no legal entity`);
  if (event.type === 'evaluate-entity') return send('evaluation', [evaluateEntityMessage(legalEntity, 'change', id)]);
  if (event.type === 'evaluate-customer' && customer !== undefined) {
    return send('evaluation', [evaluateCustomerMessage(legalEntity, customer, 'change', id)]);
  }
  if (event.type === 'run-job') return runJob(entityOfRecord(legalEntity), event);
  const data = { ...event.data, ...(customer === undefined ? {} : { customer }) };
  // Marked, as no caller's request is, so that it is nobody's decision either.
  return publish(cloudEvent(event.type, { legalEntity }, eventId(customer, `~${id}`), event.occurredAt, data));
}

async function runJob(entity: AuthorizedEntity, { id, data }: OutboxEvent): Promise<void> {
  await send('jobs', [runJobMessage(entity, data['job'] as JobId, id)]);
}

const typeOfAnswer = { held: 'order-held', passed: 'order-passed', rejected: 'order-rejected' } as const;

/** A decision is what its event is made of. What an evaluation released has an event of its own, with the posting. */
async function publishDecision(decision: Decision): Promise<void> {
  const entity = entityOfRecord(decision.legalEntity);
  if (decision.evidence.isRelief === true) await evaluateCustomer(decision, `evaluate:${decision.request}`);
  const isEvaluation = decision.origin === 'evaluation';
  if (isEvaluation && decision.answer === 'passed') return;
  const { currency, parameters } = await readRulebook(entity, decision.rulebook);
  const type = isEvaluation ? 'hold-changed' : typeOfAnswer[decision.answer];
  const id = eventId(decision.customer, decision.request);
  const { removeBlockedLoadLines } = parameters;
  const data = { ...dataOf(decision, currency), ...(type === 'order-held' ? { removeBlockedLoadLines } : {}) };
  await publish(cloudEvent(type, { legalEntity: decision.legalEntity }, id, decision.at, data));
  if (decision.answer === 'held') await evaluateUnderNewerRules(decision);
}

function dataOf(decision: Decision, currency: string): Readonly<Record<string, unknown>> {
  const own = decision.currency ?? currency;
  const { customer, order, orderVersion, request, answer, checkpoint, mode, hold, sequence, evidence } = decision;
  return {
    customer,
    order,
    orderVersion,
    amount: formatAmount(decision.amount, own),
    currency: own,
    request,
    answer,
    checkpoint,
    mode,
    hold: hold ?? null,
    holdState: evidence.holdState ?? null,
    reasons: (evidence.evaluation?.reasons ?? evidence.standing ?? []).map(({ code }) => code),
    sequence,
  };
}

/**
 * A rule change moves no customer's item, so a hold may be written under the rules before it while the
 * change looks for holds to evaluate. Whoever comes last sees the other.
 */
async function evaluateUnderNewerRules(decision: Decision): Promise<void> {
  const { version } = await readRulebookPointer(entityOfRecord(decision.legalEntity));
  if (version <= decision.rulebook) return;
  await evaluateCustomer(decision, `rulebook-${version}:${decision.request}`);
}

async function evaluateCustomer({ legalEntity, customer }: Decision, cause: string): Promise<void> {
  await send('evaluation', [evaluateCustomerMessage(legalEntity, customer, 'change', cause)]);
}

/**
 * Unique within the legal entity, whatever characters the parts hold: stored ids are so within their customer or credit group
 * only.
 */
function eventId(owner: CustomerId | CreditGroupId | undefined, id: string): string {
  return owner === undefined ? id : `${encodeURIComponent(owner)}:${id}`;
}

/** A customer credit group belongs to no legal entity (§1.1), nor do its events. */
type Source = { readonly legalEntity: LegalEntityId } | { readonly creditGroup: CreditGroupId };

function cloudEvent(
  type: string,
  source: Source,
  id: string,
  time: string,
  data: Readonly<Record<string, unknown>>,
): CloudEvent {
  return {
    specversion: '1.0',
    id,
    source:
      'legalEntity' in source
        ? `/legal-entities/${encodeURIComponent(source.legalEntity)}`
        : `/customer-credit-groups/${encodeURIComponent(source.creditGroup)}`,
    type: `holdfast.${type}.v1`,
    time,
    datacontenttype: 'application/json',
    data: { ...source, ...data },
  };
}
