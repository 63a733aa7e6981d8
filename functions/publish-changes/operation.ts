import type { CreditGroupId, CustomerId, LegalEntityId } from '../../domain/ids.ts';
import { formatAmount } from '../../domain/money.ts';
import { entityOfRecord } from '../access.ts';
import {
  evaluateCustomerMessage,
  evaluateEntityMessage,
  evaluateGroupMessage,
  type QueuedEvaluation,
} from '../evaluation-message.ts';
import type { EventData, EventName } from '../outgoing-events.ts';
import { runJobMessage } from '../run-jobs/job-message.ts';
import { decisionCodec, type Decision } from '../store/decision-item.ts';
import { contentHash } from '../store/hash.ts';
import { outboxCodec, type OutboxEvent, type OutboxNews } from '../store/outbox.ts';
import { send } from '../store/queues.ts';
import { readRulebook, readRulebookPointer } from '../store/rulebook.ts';
import { publish, type CloudEvent } from '../store/topic.ts';

/** §15.2, §9.5: publishes what a stored change says, and gives the evaluations that it asks for. */
export async function publishChange(item: Readonly<Record<string, unknown>>): Promise<readonly QueuedEvaluation[]> {
  if (item['kind'] === 'decision') return publishDecision(decisionCodec(item, 'decision'));
  return item['kind'] === 'event' ? publishEvent(outboxCodec(item, 'event')) : [];
}

async function publishEvent(event: OutboxEvent): Promise<readonly QueuedEvaluation[]> {
  const { id, creditGroup } = event;
  switch (event.type) {
    case 'evaluate-group':
      return [evaluateGroupMessage(required(creditGroup, event), 'relief', id)];
    case 'evaluate-customer':
      return [relieved(required(event.legalEntity, event), required(event.customer, event), creditGroup, id)];
    case 'evaluate-entity':
      return [evaluateEntityMessage(required(event.legalEntity, event), 'change', id)];
    case 'run-job':
      await send('jobs', [runJobMessage(entityOfRecord(required(event.legalEntity, event)), event.data.job, id)]);
      return [];
    default:
      await publishNews(event);
      return [];
  }
}

/** Marked, as no caller's request is, so that it is nobody's decision either. */
async function publishNews(news: OutboxNews): Promise<void> {
  const { type, creditGroup, customer, id, occurredAt } = news;
  const source = creditGroup === undefined ? { legalEntity: required(news.legalEntity, news) } : { creditGroup };
  // Of whom it is was left out when it was stored; with that, it is what its schema says.
  const data = { ...source, ...(customer === undefined ? {} : { customer }), ...news.data } as EventData<typeof type>;
  await publish(cloudEvent(type, source, eventId(creditGroup ?? customer, `~${id}`), occurredAt, data));
}

function required<T>(value: T | undefined, { type, id }: OutboxEvent): T {
  if (value === undefined) throw new Error(`${type} ${id} does not say whose it is`);
  return value;
}

/** What frees credit of a member frees it for the others too; two customers' causes may have one name. */
function relieved(
  legalEntity: LegalEntityId,
  customer: CustomerId,
  creditGroup: CreditGroupId | undefined,
  cause: string,
): QueuedEvaluation {
  if (creditGroup === undefined) return evaluateCustomerMessage(legalEntity, customer, 'relief', cause);
  return evaluateGroupMessage(creditGroup, 'relief', contentHash({ legalEntity, customer, cause }));
}

/** A decision is what its event is made of. What an evaluation released has an event of its own, with the posting. */
async function publishDecision(decision: Decision): Promise<readonly QueuedEvaluation[]> {
  const { customer, request, evidence } = decision;
  const legalEntity = entityOfRecord(decision.legalEntity);
  const { relieves } = evidence;
  const freed =
    relieves === undefined
      ? []
      : [relieved(legalEntity, customer, relieves === '' ? undefined : relieves, `evaluate:${request}`)];
  if (decision.origin === 'evaluation' && decision.answer === 'passed') return freed;
  const { currency, parameters } = await readRulebook(legalEntity, decision.rulebook);
  await publish(eventOf(decision, currency, parameters.removeBlockedLoadLines));
  return decision.answer === 'held' ? [...freed, ...(await underNewerRules(decision))] : freed;
}

function eventOf(decision: Decision, entityCurrency: string, removeBlockedLoadLines: boolean): CloudEvent {
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

/**
 * A rule change moves no customer's item, so a hold may be written under the rules before it while the
 * change looks for holds to evaluate. Whoever comes last sees the other.
 */
async function underNewerRules(decision: Decision): Promise<readonly QueuedEvaluation[]> {
  const { legalEntity, customer, request, rulebook } = decision;
  const { version } = await readRulebookPointer(entityOfRecord(legalEntity));
  if (version <= rulebook) return [];
  return [evaluateCustomerMessage(legalEntity, customer, 'change', `rulebook-${version}:${request}`)];
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

function cloudEvent<N extends EventName>(
  name: N,
  source: Source,
  id: string,
  time: string,
  data: EventData<N>,
): CloudEvent<EventData<N>> {
  return {
    specversion: '1.0',
    id,
    source:
      'legalEntity' in source
        ? `/legal-entities/${encodeURIComponent(source.legalEntity)}`
        : `/customer-credit-groups/${encodeURIComponent(source.creditGroup)}`,
    type: `holdfast.${name}.v1`,
    time,
    datacontenttype: 'application/json',
    data,
  };
}
