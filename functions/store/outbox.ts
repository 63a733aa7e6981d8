import type { ApprovalRequestId, CreditGroupId, CustomerId, HoldId, JobId, LegalEntityId } from '../../domain/ids.ts';
import type { EventData, EventName } from '../outgoing-events.ts';
import { item, optional, text, textAs, type Codec } from './codec.ts';
import { outboxKey } from './keys.ts';
import { tableName } from './table.ts';
import type { TransactItem } from './transact.ts';

/** What is done and not told: which holds are to be evaluated because of what, which job is to be run, which release carried out when, and what was approved done; and several events in one. */
export type ToDo = {
  /** `change`: whatever relief was evaluated before (docs/adr/0014). */
  readonly 'evaluate-customer': { readonly cause: string; readonly because?: 'change' };
  readonly 'evaluate-group': { readonly cause: string };
  readonly 'evaluate-entity': { readonly rulebook: number };
  readonly 'run-job': { readonly job: JobId };
  readonly 'finish-release': { readonly hold: HoldId; readonly until: string };
  readonly 'carry-out-approval': { readonly approvalRequest: ApprovalRequestId };
  /** Each as if it were stored alone. */
  readonly several: { readonly events: readonly OutboxEvent[] };
};

/** Of whom it is stands beside what is told. */
type Told<D> = D extends unknown ? Omit<D, 'legalEntity' | 'customer' | 'creditGroup'> : never;
/** What only decisions are told by is none: a decision is what its event is made of. */
type ToTell = { readonly [N in Exclude<EventName, 'order-passed'>]: Told<EventData<N>> };

type Common = {
  /** Unique in its partition, and what a receiver recognises repeats by. */
  readonly id: string;
  /** Of everything but what is of a customer credit group. */
  readonly legalEntity?: LegalEntityId | undefined;
  readonly customer?: CustomerId | undefined;
  readonly creditGroup?: CreditGroupId | undefined;
  /** Business time. */
  readonly occurredAt: string;
};
type OfType<E> = { readonly [T in keyof E]: Common & { readonly type: T; readonly data: E[T] } }[keyof E];

/** Something to tell, stored with the change that caused it, so that neither happens without the other (§15.2). */
export type OutboxNews = OfType<ToTell>;
/** The same of something to tell or to do. The data are JSON-safe: amounts as text. */
export type OutboxEvent = OutboxNews | OfType<ToDo>;

/** The write of an event. What is pending is found again by real time: business time can stand still. */
export function outboxItem(partition: string, event: OutboxEvent): TransactItem {
  return {
    Put: {
      TableName: tableName(),
      Item: {
        ...outboxKey(partition, event.id),
        kind: 'event',
        ...pendingNow(event.id),
        ...event,
        data: JSON.stringify(event.data),
      },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  };
}

/** So many events of a change of several things that one item has room for them, however large they are. */
const eventsOfItem = 20;

/** The writes of many events, several in an item: a transaction has room for few. */
export function outboxItems(
  partition: string,
  { id, ...of }: Common,
  events: readonly OutboxEvent[],
): readonly TransactItem[] {
  const starts = events.flatMap((_, index) => (index % eventsOfItem === 0 ? [index] : []));
  return starts.map((start) => {
    const data = { events: events.slice(start, start + eventsOfItem) };
    return outboxItem(partition, { ...of, id: `${id}:${start}`, type: 'several', data });
  });
}

/** Marks an item as still to be sent; only the local table indexes it (docs/explanation/shape.md, "One machine"). */
export function pendingNow(id: string): { readonly pending: 'P'; readonly pendingSince: string } {
  return { pending: 'P', pendingSince: `${new Date().toISOString()}#${id}` };
}

const storedEvent = item({
  id: text,
  type: text,
  legalEntity: optional(textAs<LegalEntityId>()),
  customer: optional(textAs<CustomerId>()),
  creditGroup: optional(textAs<CreditGroupId>()),
  data: plainData,
  occurredAt: text,
});

/** An event as stored: of a type what was put with it. */
export const outboxCodec: Codec<OutboxEvent> = (stored, name) => storedEvent(stored, name) as OutboxEvent;

/** JSON text, so that a counter comes out as the number that it was. */
function plainData(stored: unknown, name: string): unknown {
  return JSON.parse(text(stored, name));
}
