import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { CivilDate } from '../../domain/civil-date.ts';
import type { CustomerId, OrderId, PackingSlipId } from '../../domain/ids.ts';
import type { PackingSlip } from '../../domain/receivables.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { batchGet } from './batch-get.ts';
import { item, minor, text, textAs, type Codec } from './codec.ts';
import { inBaseFields } from './in-base-fields.ts';
import { joined, packingSlipKey, type Key } from './keys.ts';
import { table, tableName } from './table.ts';
import type { TransactItem } from './transact.ts';

const packingSlipCodec: Codec<PackingSlip> = item({
  order: textAs<OrderId>(),
  packingSlip: textAs<PackingSlipId>(),
  customer: textAs<CustomerId>(),
  date: textAs<CivilDate>(),
  amount: minor,
  currency: text,
  ...inBaseFields,
  contentHash: text,
});

/** A consistent read: a refusal may depend on finding nothing. */
export async function findPackingSlip(
  entity: AuthorizedEntity,
  order: OrderId,
  packingSlip: PackingSlipId,
): Promise<PackingSlip | undefined> {
  const Key = packingSlipKey(entity, order, packingSlip);
  const { Item } = await table.send(new GetCommand({ TableName: tableName(), Key, ConsistentRead: true }));
  return Item === undefined ? undefined : packingSlipCodec(Item, 'packing-slip');
}

/** The list of a customer's packing slips, each with its order's id. */
export function packingSlipListKey(entity: AuthorizedEntity, customer: CustomerId): string {
  return joined('packing-slips', entity, customer);
}

/** Consistent. */
export async function readPackingSlips(keys: readonly Key[]): Promise<readonly PackingSlip[]> {
  return (await batchGet(keys)).map((stored) => packingSlipCodec(stored, 'packing-slip'));
}

/** Ids are unique for ever (docs/adr/0002). */
export function newPackingSlip(entity: AuthorizedEntity, slip: PackingSlip): TransactItem {
  const Item = itemOf(entity, slip);
  return { Put: { TableName: tableName(), Item, ConditionExpression: 'attribute_not_exists(pk)' } };
}

/** With the rate that it waited for. */
export function bookedPackingSlip(entity: AuthorizedEntity, slip: PackingSlip): TransactItem {
  const Item = itemOf(entity, slip);
  return { Put: { TableName: tableName(), Item, ConditionExpression: 'attribute_exists(missingRate)' } };
}

function itemOf(entity: AuthorizedEntity, slip: PackingSlip): Readonly<Record<string, unknown>> {
  const key = packingSlipKey(entity, slip.order, slip.packingSlip);
  const list = { listKey: packingSlipListKey(entity, slip.customer), listSort: joined(slip.order, slip.packingSlip) };
  return { ...key, kind: 'packing-slip', ...slip, ...list };
}
