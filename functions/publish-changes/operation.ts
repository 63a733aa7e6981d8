import type { ApprovalRequestId, CreditGroupId, CustomerId, LegalEntityId } from '../../domain/ids.ts';
import { entityOfRecord } from '../access.ts';
import type { AuthorizedEntity } from '../actor.ts';
import {
  evaluateCustomerMessage,
  evaluateEntityMessage,
  evaluateGroupMessage,
  type QueuedEvaluation,
} from '../evaluation-message.ts';
import { carryOutMessage } from '../carry-out-approvals/approval-message.ts';
import { finishReleaseMessage } from '../finish-releases/release-message.ts';
import type { EventData } from '../outgoing-events.ts';
import { runJobMessage } from '../run-jobs/job-message.ts';
import { decisionCodec, type Decision } from '../store/decision-item.ts';
import { contentHash } from '../store/hash.ts';
import { outboxCodec, type OutboxEvent, type OutboxNews, type ToDo } from '../store/outbox.ts';
import { send } from '../store/queues.ts';
import { readRulebook, readRulebookPointer } from '../store/rulebook.ts';
import { publish } from '../store/topic.ts';
import { cloudEvent, eventId } from './cloud-event.ts';
import { decisionEvent } from './decision-event.ts';

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
      return [customerEvaluation(event)];
    case 'several':
      return publishEach(event.data.events);
    case 'evaluate-entity':
      return [evaluateEntityMessage(required(event.legalEntity, event), 'change', id)];
    case 'run-job':
      await send('jobs', [runJobMessage(entityOfRecord(required(event.legalEntity, event)), event.data.job, id)]);
      return [];
    case 'finish-release':
      await finishRelease(entityOfRecord(required(event.legalEntity, event)), event.data);
      return [];
    case 'carry-out-approval':
      await carryOut(entityOfRecord(required(event.legalEntity, event)), event.data.approvalRequest, id);
      return [];
    default:
      await publishNews(event);
      return [];
  }
}

async function publishEach(events: readonly OutboxEvent[]): Promise<readonly QueuedEvaluation[]> {
  const evaluations: QueuedEvaluation[] = [];
  for (const event of events) evaluations.push(...(await publishEvent(event)));
  return evaluations;
}

function customerEvaluation(event: Extract<OutboxEvent, { readonly type: 'evaluate-customer' }>): QueuedEvaluation {
  const { creditGroup, id, data } = event;
  const [legalEntity, customer] = [required(event.legalEntity, event), required(event.customer, event)];
  return relieved(legalEntity, customer, creditGroup, id, data.because);
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

async function finishRelease(entity: AuthorizedEntity, { hold, until }: ToDo['finish-release']): Promise<void> {
  await send('releases', [finishReleaseMessage(entity, hold, until)]);
}

async function carryOut(entity: AuthorizedEntity, request: ApprovalRequestId, event: string): Promise<void> {
  await send('approvals', [carryOutMessage(entity, request, event)]);
}

/** What frees credit of a member frees it for the others too; two customers' causes may have one name. */
function relieved(
  legalEntity: LegalEntityId,
  customer: CustomerId,
  creditGroup: CreditGroupId | undefined,
  cause: string,
  because: 'relief' | 'change' = 'relief',
): QueuedEvaluation {
  if (creditGroup === undefined) return evaluateCustomerMessage(legalEntity, customer, because, cause);
  return evaluateGroupMessage(creditGroup, because, contentHash({ legalEntity, customer, cause }));
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
  await publish(decisionEvent(decision, currency, parameters.removeBlockedLoadLines));
  return decision.answer === 'held' ? [...freed, ...(await underNewerRules(decision))] : freed;
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
