import type { AuthorizedEntity } from '../actor.ts';
import type { ReviewSubject } from '../../domain/review-work.ts';
import type { CustomerReference } from '../../domain/set-up/customer-reference.ts';
import type {
  ApprovalRequestId,
  AdjustmentId,
  AdjustmentLineId,
  CreditGroupId,
  CreditNoteId,
  CustomerId,
  HoldId,
  ImportId,
  InvoiceId,
  JobId,
  OrderId,
  PackingSlipId,
  PaymentId,
  RequestId,
  ScheduleId,
  Subject,
} from '../../domain/ids.ts';

/** The key of an item: partition and sort key. */
export type Key = { readonly pk: string; readonly sk: string };

/**
 * Parts joined by `#`, each with its own `#` and `%` escaped, so that no two tuples share a key whatever their ids hold.
 */
export function joined(...parts: readonly string[]): string {
  return parts.map((part) => part.replaceAll('%', '%25').replaceAll('#', '%23')).join('#');
}

export function userKey(subject: Subject): Key {
  return { pk: joined('U', subject), sk: 'grants' };
}

export function entityPartition(entity: AuthorizedEntity): string {
  return joined('L', entity);
}
/** Names the rulebook version in force. */
export function rulebookPointerKey(entity: AuthorizedEntity): Key {
  return { pk: entityPartition(entity), sk: 'rulebook' };
}
export const grantPrefix = 'G#';
/** A grant beside its legal entity, for the list of them; access checks read the user's item. */
export function grantKey(entity: AuthorizedEntity, subject: Subject): Key {
  return { pk: entityPartition(entity), sk: joined('G', subject) };
}
/** Lists every legal entity, for what the system does on its own. */
export const legalEntitiesList = 'legal-entities';

/** Versions have partitions of their own, away from the pointer that every decision reads. */
export function rulebookKey(entity: AuthorizedEntity, version: number): Key {
  return { pk: joined('B', entity, String(version)), sk: 'rulebook' };
}

/** How many customers name an element of set-up; apart from the pointer that every decision reads. */
export function referenceKey(entity: AuthorizedEntity, { kind, id }: CustomerReference): Key {
  return { pk: joined('S', entity, kind, id), sk: 'customers' };
}

export function customerPartition(entity: AuthorizedEntity, customer: CustomerId): string {
  return joined('C', entity, customer);
}
/** `A#` items are what a decision reads, in one Query. */
export const accountPrefix = 'A#';
export const openHoldPrefix = 'H#';
const endedHoldPrefix = 'X#';
export const decisionPrefix = 'D#';
export const auditPrefix = 'L#';

export function accountKey(entity: AuthorizedEntity, customer: CustomerId): Key {
  return { pk: customerPartition(entity, customer), sk: `${accountPrefix}account` };
}
export function positionKey(entity: AuthorizedEntity, customer: CustomerId): Key {
  return { pk: customerPartition(entity, customer), sk: `${accountPrefix}position` };
}
export function ageingKey(entity: AuthorizedEntity, customer: CustomerId): Key {
  return { pk: customerPartition(entity, customer), sk: `${accountPrefix}ageing` };
}
/** How many documents wait for which rate (§5.3); read only where the position says that there are some. */
export function awaitedRatesKey(entity: AuthorizedEntity, customer: CustomerId): Key {
  return { pk: customerPartition(entity, customer), sk: 'awaited-rates' };
}
export function openHoldKey(entity: AuthorizedEntity, customer: CustomerId, hold: HoldId): Key {
  return { pk: customerPartition(entity, customer), sk: `${openHoldPrefix}${hold}` };
}
export function endedHoldKey(entity: AuthorizedEntity, customer: CustomerId, hold: HoldId): Key {
  return { pk: customerPartition(entity, customer), sk: `${endedHoldPrefix}${hold}` };
}
/** The request id is the key: the decision is its own idempotency record. */
export function decisionKey(entity: AuthorizedEntity, customer: CustomerId, request: RequestId): Key {
  return { pk: customerPartition(entity, customer), sk: `${decisionPrefix}${request}` };
}
/** Links sort by number: ten digits outlast any chain. */
export function auditKey(partition: string, number: number): Key {
  return { pk: partition, sk: `${auditPrefix}${tenDigits(number)}` };
}
function tenDigits(number: number): string {
  return String(number).padStart(10, '0');
}
/** What was calculated of a customer (§13), and how its risk was scored (§12.4); no decision reads either. */
export function statisticsKey(entity: AuthorizedEntity, customer: CustomerId): Key {
  return { pk: customerPartition(entity, customer), sk: 'statistics' };
}
export function riskScoreKey(entity: AuthorizedEntity, customer: CustomerId): Key {
  return { pk: customerPartition(entity, customer), sk: 'risk-score' };
}
/** How far a customer's or a group's open holds are evaluated. */
export function evaluatedKey(partition: string): Key {
  return { pk: partition, sk: 'evaluated' };
}
/** What is still to be sent, kept with the change that caused it. */
export function outboxKey(partition: string, id: string): Key {
  return { pk: partition, sk: `E#${id}` };
}
/** When a periodic task of an entity ran last (§14). */
export function taskKey(entity: AuthorizedEntity, task: string): Key {
  return { pk: entityPartition(entity), sk: joined('task', task) };
}
export const schedulePrefix = 'schedule#';
/** A schedule of jobs, with when it went last. */
export function scheduleKey(entity: AuthorizedEntity, schedule: ScheduleId): Key {
  return { pk: entityPartition(entity), sk: joined('schedule', schedule) };
}
/** The record of a request that no decision answers. */
export function requestKey(entity: AuthorizedEntity, operation: string, request: string): Key {
  return { pk: joined('R', entity, operation, request), sk: 'request' };
}

/** What somebody has to look at again of a customer or, in a legal entity, of a customer credit group. */
export function reviewPartition(entity: AuthorizedEntity, { kind, id }: ReviewSubject): string {
  return joined('K', entity, kind, id);
}

/** A customer credit group belongs to no legal entity (§1.1). Its `A#` items are its account and position. */
export function groupPartition(group: CreditGroupId): string {
  return joined('G', group);
}
export function groupAccountKey(group: CreditGroupId): Key {
  return { pk: groupPartition(group), sk: `${accountPrefix}account` };
}
export function groupPositionKey(group: CreditGroupId): Key {
  return { pk: groupPartition(group), sk: `${accountPrefix}position` };
}
export const memberPrefix = 'M#';
export function memberPrefixOf(entity: AuthorizedEntity): string {
  return `${joined('M', entity)}#`;
}
export function memberKey(group: CreditGroupId, entity: AuthorizedEntity, customer: CustomerId): Key {
  return { pk: groupPartition(group), sk: joined('M', entity, customer) };
}
/** Says that a legal entity has members in the group, and how many: who may see it (§1.3). */
export function presenceKey(group: CreditGroupId, entity: AuthorizedEntity): Key {
  return { pk: groupPartition(group), sk: joined('V', entity) };
}
/** While a group has no members, it is listed to who created it. */
export function emptyGroupKey(group: CreditGroupId): Key {
  return { pk: groupPartition(group), sk: 'empty' };
}
/** Points at an open hold of a member; sorts by age. */
export function groupHoldKey(group: CreditGroupId, entity: AuthorizedEntity, hold: HeldOrder): Key {
  return { pk: groupPartition(group), sk: joined('H', hold.heldAt, entity, hold.customer, hold.hold) };
}
export type HeldOrder = { readonly heldAt: string; readonly customer: CustomerId; readonly hold: HoldId };

function orderPartition(entity: AuthorizedEntity, order: OrderId): string {
  return joined('O', entity, order);
}
export function orderKey(entity: AuthorizedEntity, order: OrderId): Key {
  return { pk: orderPartition(entity, order), sk: 'order' };
}
export function packingSlipKey(entity: AuthorizedEntity, order: OrderId, slip: PackingSlipId): Key {
  return { pk: orderPartition(entity, order), sk: `slip#${slip}` };
}
/** A cancellation of a packing slip that has not arrived, by the customer that its sender named. */
export function slipReversalKey(entity: AuthorizedEntity, { order, packingSlip, customer }: SlipReversalName): Key {
  return { pk: orderPartition(entity, order), sk: joined('slip-reversal', packingSlip, customer) };
}
export type SlipReversalName = {
  readonly order: OrderId;
  readonly packingSlip: PackingSlipId;
  readonly customer: CustomerId;
};
export function invoicePartition(entity: AuthorizedEntity, invoice: InvoiceId): string {
  return joined('I', entity, invoice);
}
export function invoiceKey(entity: AuthorizedEntity, invoice: InvoiceId): Key {
  return { pk: invoicePartition(entity, invoice), sk: 'invoice' };
}
/** A payment or credit note that names an invoice which has not arrived yet waits beside it. */
export function waitingCreditKey(entity: AuthorizedEntity, invoice: InvoiceId, kind: CreditKind, credit: string): Key {
  return { pk: invoicePartition(entity, invoice), sk: joined('waiting', kind, credit) };
}
/** What came of a payment or credit note beside itself, in its partition, for the customer that the senders named. */
export function afterwardsKey(entity: AuthorizedEntity, credit: CreditName, customer: CustomerId): Key {
  const { pk, sk } = creditKey(entity, credit.kind, credit.id);
  return { pk, sk: afterwardsSort(sk, customer) };
}
export function afterwardsSort(credit: string, customer: CustomerId): string {
  return joined(credit, 'afterwards', customer);
}
export type CreditName =
  { readonly kind: 'payment'; readonly id: PaymentId } | { readonly kind: 'credit-note'; readonly id: CreditNoteId };
export type CreditKind = 'payment' | 'credit-note';
export function creditKey(entity: AuthorizedEntity, kind: CreditKind, credit: PaymentId | CreditNoteId): Key {
  return { pk: joined(kind === 'payment' ? 'P' : 'N', entity, credit), sk: kind };
}

/** A file to import, with its parts in their order. */
export function importPartition(entity: AuthorizedEntity, file: ImportId): string {
  return joined('F', entity, file);
}
export function importKey(entity: AuthorizedEntity, file: ImportId): Key {
  return { pk: importPartition(entity, file), sk: 'import' };
}
export const importPartPrefix = 'part#';
export function importPartKey(entity: AuthorizedEntity, file: ImportId, part: number): Key {
  return { pk: importPartition(entity, file), sk: `${importPartPrefix}${tenDigits(part)}` };
}
/** The last number that a legal entity gave to an adjustment. */
export function adjustmentSequenceKey(entity: AuthorizedEntity): Key {
  return { pk: joined('Q', entity), sk: 'adjustments' };
}
/** A credit limit adjustment with its lines, by id. */
export function adjustmentPartition(entity: AuthorizedEntity, adjustment: AdjustmentId): string {
  return joined('A', entity, adjustment);
}
export function adjustmentKey(entity: AuthorizedEntity, adjustment: AdjustmentId): Key {
  return { pk: adjustmentPartition(entity, adjustment), sk: 'adjustment' };
}
export const linePrefix = 'line#';
export function adjustmentLineKey(entity: AuthorizedEntity, adjustment: AdjustmentId, line: AdjustmentLineId): Key {
  return { pk: adjustmentPartition(entity, adjustment), sk: `${linePrefix}${line}` };
}

/** An approval request with what was done with it, in that order. */
function approvalPartition(entity: AuthorizedEntity, request: ApprovalRequestId): string {
  return joined('W', entity, request);
}
export function approvalKey(entity: AuthorizedEntity, request: ApprovalRequestId): Key {
  return { pk: approvalPartition(entity, request), sk: 'approval' };
}
export const approvalEntryPrefix = 'entry#';
export function approvalEntryKey(entity: AuthorizedEntity, request: ApprovalRequestId, number: number): Key {
  return { pk: approvalPartition(entity, request), sk: `${approvalEntryPrefix}${tenDigits(number)}` };
}

/** A job with its plan and its results, each in the order in which it is worked through. */
export function jobPartition(entity: AuthorizedEntity, job: JobId): string {
  return joined('J', entity, job);
}
export function jobKey(entity: AuthorizedEntity, job: JobId): Key {
  return { pk: jobPartition(entity, job), sk: 'job' };
}
/** Two workers may plan a job at once: the plan that counts is the one that the job names. */
export function jobPlanKey(entity: AuthorizedEntity, job: JobId, plan: string, number: number): Key {
  return { pk: jobPartition(entity, job), sk: `${jobPlanPrefix(plan)}${tenDigits(number)}` };
}
export function jobPlanPrefix(plan: string): string {
  return `${joined('plan', plan)}#`;
}
/** What a dry run, or a commit before it did anything, found of some rows, by the first of them. */
export function jobVerdictsKey(entity: AuthorizedEntity, job: JobId, row: number): Key {
  return { pk: jobPartition(entity, job), sk: `verdicts#${tenDigits(row)}` };
}
export const jobResultPrefix = 'result#';
export function jobResultKey(entity: AuthorizedEntity, job: JobId, number: number): Key {
  return { pk: jobPartition(entity, job), sk: `${jobResultPrefix}${tenDigits(number)}` };
}
