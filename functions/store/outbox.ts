import type { CreditGroupId, CustomerId, LegalEntityId } from '../../domain/ids.ts';
import { item, optional, text, textAs, type Codec } from './codec.ts';
import { outboxKey } from './keys.ts';
import { tableName } from './table.ts';
import type { TransactItem } from './transact.ts';

/** Something to send or to do, stored with the change that caused it, so that neither happens without the other (§15.2). */
export type OutboxEvent = {
  /** Unique in its partition, and what a receiver recognises repeats by. */
  readonly id: string;
  readonly type: string;
  /** Of everything but what is of a customer credit group. */
  readonly legalEntity?: LegalEntityId | undefined;
  readonly customer?: CustomerId | undefined;
  readonly creditGroup?: CreditGroupId | undefined;
  /** JSON-safe: amounts as text. */
  readonly data: Readonly<Record<string, unknown>>;
  /** Business time. */
  readonly occurredAt: string;
};

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

/** Marks an item as still to be sent; only the local table indexes it (docs/explanation/shape.md, "One machine"). */
export function pendingNow(id: string): { readonly pending: 'P'; readonly pendingSince: string } {
  return { pending: 'P', pendingSince: `${new Date().toISOString()}#${id}` };
}

/** An event as stored. */
export const outboxCodec: Codec<OutboxEvent> = item({
  id: text,
  type: text,
  legalEntity: optional(textAs<LegalEntityId>()),
  customer: optional(textAs<CustomerId>()),
  creditGroup: optional(textAs<CreditGroupId>()),
  data: plainData,
  occurredAt: text,
});

/** JSON text, so that a counter comes out as the number that it was. */
function plainData(stored: unknown, name: string): OutboxEvent['data'] {
  return JSON.parse(text(stored, name)) as OutboxEvent['data'];
}
