import type { CreditGroupId, CustomerId, HoldId, JobId, LegalEntityId } from '../../domain/ids.ts';
import { formatAmount } from '../../domain/money.ts';
import { entityOfRecord } from '../access.ts';
import type { AuthorizedEntity } from '../actor.ts';
import {
  evaluateCustomerMessage,
  evaluateEntityMessage,
  evaluateGroupMessage,
  type QueuedEvaluation,
} from '../evaluation-message.ts';
import { finishReleaseMessage } from '../finish-releases/release-message.ts';
import { runJobMessage } from '../run-jobs/job-message.ts';
import { decisionCodec, type Decision } from '../store/decision-item.ts';
import { contentHash } from '../store/hash.ts';
import { outboxCodec, type OutboxEvent } from '../store/outbox.ts';
import { send } from '../store/queues.ts';
import { readRulebook, readRulebookPointer } from '../store/rulebook.ts';
import { publish, type CloudEvent } from '../store/topic.ts';

/** §15.2, §9.5: publishes what a stored change says, and gives the evaluations that it asks for. */
export async function publishChange(item: Readonly<Record<string, unknown>>): Promise<readonly QueuedEvaluation[]> {
  if (item['kind'] === 'decision') return publishDecision(decisionCodec(item, 'decision'));
  return item['kind'] === 'event' ? publishEvent(outboxCodec(item, 'event')) : [];
}

async function publishEvent(event: OutboxEvent): Promise<readonly QueuedEvaluation[]> {
  const { legalEntity, customer, creditGroup, id } = event;
  if (event.type === 'evaluate-group' && creditGroup !== undefined) {
    return [evaluateGroupMessage(creditGroup, 'relief', id)];
  }
  if (legalEntity !== undefined && customer !== undefined && event.type === 'evaluate-customer') {
    return [relieved(legalEntity, customer, creditGroup, id)];
  }
  if (creditGroup !== undefined) {
    const source = { creditGroup };
    await publish(cloudEvent(event.type, source, eventId(creditGroup, `~${id}`), event.occurredAt, event.data));
    return [];
  }
  if (legalEntity === undefined) throw new Error(`event ${id} is of no legal entity`);
  if (event.type === 'evaluate-entity') return [evaluateEntityMessage(legalEntity, 'change', id)];
  if (event.type === 'run-job') {
    await runJob(entityOfRecord(legalEntity), event);
    return [];
  }
  if (event.type === 'finish-release') {
    await finishRelease(entityOfRecord(legalEntity), event);
    return [];
  }
  const data = { ...event.data, ...(customer === undefined ? {} : { customer }) };
  // Marked, as no caller's request is, so that it is nobody's decision either.
  await publish(cloudEvent(event.type, { legalEntity }, eventId(customer, `~${id}`), event.occurredAt, data));
  return [];
}

async function runJob(entity: AuthorizedEntity, { id, data }: OutboxEvent): Promise<void> {
  await send('jobs', [runJobMessage(entity, data['job'] as JobId, id)]);
}

async function finishRelease(entity: AuthorizedEntity, { data }: OutboxEvent): Promise<void> {
  await send('releases', [finishReleaseMessage(entity, data['hold'] as HoldId, String(data['until']))]);
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

const typeOfAnswer = { held: 'order-held', passed: 'order-passed', rejected: 'order-rejected' } as const;

/** A decision is what its event is made of. What an evaluation released has an event of its own, with the posting. */
async function publishDecision(decision: Decision): Promise<readonly QueuedEvaluation[]> {
  const entity = entityOfRecord(decision.legalEntity);
  const { legalEntity, customer, request, evidence } = decision;
  const { relieves } = evidence;
  const freed =
    relieves === undefined
      ? []
      : [relieved(legalEntity, customer, relieves === '' ? undefined : relieves, `evaluate:${request}`)];
  const isEvaluation = decision.origin === 'evaluation';
  if (isEvaluation && decision.answer === 'passed') return freed;
  const { currency, parameters } = await readRulebook(entity, decision.rulebook);
  const type = isEvaluation ? 'hold-changed' : typeOfAnswer[decision.answer];
  const id = eventId(decision.customer, decision.request);
  const { removeBlockedLoadLines } = parameters;
  const data = { ...dataOf(decision, currency), ...(type === 'order-held' ? { removeBlockedLoadLines } : {}) };
  await publish(cloudEvent(type, { legalEntity }, id, decision.at, data));
  return decision.answer === 'held' ? [...freed, ...(await underNewerRules(decision))] : freed;
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
