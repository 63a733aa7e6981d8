import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { CivilDate } from '../../domain/civil-date.ts';
import type { CustomerId, OrderId, PackingSlipId } from '../../domain/ids.ts';
import type { PackingSlip } from '../../domain/receivables.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { batchGet } from './batch-get.ts';
import { item, minor, optional, text, textAs, type Codec } from './codec.ts';
import { inBaseFields } from './in-base-fields.ts';
import { joined, packingSlipKey, slipReversalKey, type Key, type SlipReversalName } from './keys.ts';
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
  reversedOn: optional(textAs<CivilDate>()),
});
const reversalCodec = item({ reversedOn: textAs<CivilDate>() });

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

/** When it was cancelled before it arrived; consistent. */
export async function findSlipReversal(
  entity: AuthorizedEntity,
  name: SlipReversalName,
): Promise<CivilDate | undefined> {
  const Key = slipReversalKey(entity, name);
  const { Item } = await table.send(new GetCommand({ TableName: tableName(), Key, ConsistentRead: true }));
  return Item === undefined ? undefined : reversalCodec(Item, 'slip-reversal').reversedOn;
}

/** The list of a customer's packing slips, each with its order's id. */
export function packingSlipListKey(entity: AuthorizedEntity, customer: CustomerId): string {
  return joined('packing-slips', entity, customer);
}

/** Consistent. */
export async function readPackingSlips(keys: readonly Key[]): Promise<readonly PackingSlip[]> {
  return (await batchGet(keys)).map((stored) => packingSlipCodec(stored, 'packing-slip'));
}

/** Ids are unique for ever (docs/adr/0002). That it was cancelled before is known, or there is no such thing. */
export function newPackingSlip(entity: AuthorizedEntity, slip: PackingSlip): readonly TransactItem[] {
  const Item = itemOf(entity, slip);
  return [
    { Put: { TableName: tableName(), Item, ConditionExpression: isAbsent } },
    ...(slip.reversedOn === undefined ? [absent(slipReversalKey(entity, slip))] : []),
  ];
}

/** With the rate that it waited for, or cancelled: on condition that it is still the one that was read. */
export function changedPackingSlip(entity: AuthorizedEntity, slip: PackingSlip, seen: PackingSlip): TransactItem {
  const lacksRate = seen.missingRate === undefined ? 'attribute_not_exists' : 'attribute_exists';
  const ConditionExpression = `attribute_not_exists(reversedOn) AND ${lacksRate}(missingRate)`;
  return { Put: { TableName: tableName(), Item: itemOf(entity, slip), ConditionExpression } };
}

/** A cancellation that came before its packing slip, which is not there yet. */
export function newSlipReversal(
  entity: AuthorizedEntity,
  name: SlipReversalName,
  reversedOn: CivilDate,
): readonly TransactItem[] {
  const Item = { ...slipReversalKey(entity, name), kind: 'slip-reversal', reversedOn };
  return [
    { Put: { TableName: tableName(), Item, ConditionExpression: isAbsent } },
    absent(packingSlipKey(entity, name.order, name.packingSlip)),
  ];
}

const isAbsent = 'attribute_not_exists(pk)';

function absent(Key: Key): TransactItem {
  return { ConditionCheck: { TableName: tableName(), Key, ConditionExpression: isAbsent } };
}

function itemOf(entity: AuthorizedEntity, slip: PackingSlip): Readonly<Record<string, unknown>> {
  const key = packingSlipKey(entity, slip.order, slip.packingSlip);
  const list = { listKey: packingSlipListKey(entity, slip.customer), listSort: joined(slip.order, slip.packingSlip) };
  return { ...key, kind: 'packing-slip', ...slip, ...list };
}
