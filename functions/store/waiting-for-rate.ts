import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { CivilDate } from '../../domain/civil-date.ts';
import type { MissingRate } from '../../domain/exchange-rates.ts';
import type { CustomerId } from '../../domain/ids.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { item, list, text, textAs, type Decoded } from './codec.ts';
import { queryPartition } from './credit-state.ts';
import { joined, rulebookPointerKey, type Key } from './keys.ts';
import { table, tableName } from './table.ts';
import type { TransactItem } from './transact.ts';

/** A document by what it is and the ids that name it among those of its kind. */
export type DocumentName = {
  readonly kind: 'order' | 'packing-slip' | 'invoice' | 'payment' | 'credit-note';
  readonly id: readonly string[];
};

/** The rate that a document waited for and the one that it waits for, in a transaction that changes it. */
export type Waiting = {
  readonly name: DocumentName;
  readonly before?: MissingRate | undefined;
  readonly after?: MissingRate | undefined;
};

const waitingCodec = item({
  customer: textAs<CustomerId>(),
  document: textAs<DocumentName['kind']>(),
  id: list(text),
  from: text,
  to: text,
  date: textAs<CivilDate>(),
});
export type WaitingDocument = Decoded<typeof waitingCodec>;

/**
 * The pointer to a document that waits for a rate (§5.3), made and dropped with what it points at; one that is made holds only
 * under the rulebook that lacks the rate, so that a rate which comes in between is not missed (docs/adr/0010).
 */
export function waitingItems(
  entity: AuthorizedEntity,
  customer: CustomerId,
  { name, before, after }: Waiting,
  rulebook: number,
): readonly TransactItem[] {
  if (before?.from === after?.from && before?.to === after?.to && before?.date === after?.date) return [];
  const key = waitingKey(entity, customer, name);
  if (after === undefined) return [{ Delete: { TableName: tableName(), Key: key } }];
  const Item = { ...key, kind: 'waiting-for-rate', customer, document: name.kind, id: name.id, ...after };
  return [
    { Put: { TableName: tableName(), Item } },
    {
      ConditionCheck: {
        TableName: tableName(),
        Key: rulebookPointerKey(entity),
        ConditionExpression: 'version = :version',
        ExpressionAttributeValues: { ':version': rulebook },
      },
    },
  ];
}

/** Those of a customer; consistent. */
export async function waitingOf(entity: AuthorizedEntity, customer: CustomerId): Promise<readonly WaitingDocument[]> {
  const items = await queryPartition(waitingPartition(entity), `${joined(customer)}#`, true);
  return items.map((stored) => waitingCodec(stored, 'waiting-for-rate'));
}

/** The next of an entity's, after the place of another; consistent. */
export async function nextWaiting(
  entity: AuthorizedEntity,
  after: string | undefined,
  limit: number,
): Promise<readonly WaitingDocument[]> {
  const { Items = [] } = await table.send(
    new QueryCommand({
      TableName: tableName(),
      KeyConditionExpression: 'pk = :pk AND sk > :after',
      ExpressionAttributeValues: { ':pk': waitingPartition(entity), ':after': after ?? ' ' },
      ConsistentRead: true,
      Limit: limit,
    }),
  );
  return Items.map((stored) => waitingCodec(stored, 'waiting-for-rate'));
}

export function placeOfWaiting({ customer, document, id }: WaitingDocument): string {
  return joined(customer, document, ...id);
}

function waitingKey(entity: AuthorizedEntity, customer: CustomerId, { kind, id }: DocumentName): Key {
  return { pk: waitingPartition(entity), sk: joined(customer, kind, ...id) };
}

function waitingPartition(entity: AuthorizedEntity): string {
  return joined('W', entity);
}
