import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { CivilDate } from '../../domain/civil-date.ts';
import type { CompetingHold } from '../../domain/older-holds.ts';
import type { CreditState } from '../../domain/credit-state.ts';
import type { Rulebook } from '../../domain/compile-rulebook.ts';
import type { CreditGroupId, CustomerId, OrderId } from '../../domain/ids.ts';
import { refuse } from '../../domain/refusal.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { Busy } from '../problem.ts';
import { ageingCodec, type StoredAgeing } from './ageing-item.ts';
import { batchGet } from './batch-get.ts';
import { integer, item } from './codec.ts';
import type { StoredGroup } from './credit-groups.ts';
import { customerCodec, positionCodec, type Position } from './customer-item.ts';
import { groupStateOf } from './group-state.ts';
import { holdCodec } from './hold-item.ts';
import { accountPrefix, customerPartition, openHoldPrefix, orderKey, positionKey, rulebookPointerKey } from './keys.ts';
import { storedOrderCodec, type StoredOrder } from './order-item.ts';
import { readRulebook, rulebookPointer } from './rulebook.ts';
import { queryStretch } from './query-stretch.ts';
import { table, tableName } from './table.ts';

/** All that a decision reads: its conditions make it hold at commit, so that the first read may be stale. */
export type Snapshot = {
  readonly rulebook: Rulebook;
  readonly credit: StoredCredit;
  readonly order: StoredOrder | undefined;
};

/** A customer's account, position and ageing, which belong together. */
export type StoredCredit = {
  readonly customer: CreditState['customer'];
  readonly position: Position;
  readonly ageing: StoredAgeing;
  /** What its documents wait for, where it was read too (`withMissingRates`). */
  readonly missingRates?: CreditState['missingRates'];
  /** Where it was read too, of a member (`withGroup`). */
  readonly group?: StoredGroup | undefined;
};

/** One round trip: the customer's `A#` items, the order and the pointer of the rulebook, side by side. */
export async function readSnapshot(
  entity: AuthorizedEntity,
  customer: CustomerId,
  order: OrderId,
  isConsistent: boolean,
): Promise<Snapshot> {
  const [credit, stored, rulebook] = await Promise.all([
    readCredit(entity, customer, isConsistent),
    readOrder(entity, order, isConsistent),
    readRulebookInForce(entity, isConsistent),
  ]);
  return { credit, order: stored, rulebook };
}

/** The version in force, which a warm function keeps; the pointer alone is read each time. */
export async function readRulebookInForce(entity: AuthorizedEntity, isConsistent: boolean): Promise<Rulebook> {
  const key = { TableName: tableName(), Key: rulebookPointerKey(entity), ConsistentRead: isConsistent };
  const { Item } = await table.send(new GetCommand(key));
  if (Item === undefined) throw refuse('legal-entity-not-found', {});
  return readRulebook(entity, rulebookPointer(Item).version);
}

export async function readOrder(
  entity: AuthorizedEntity,
  order: OrderId,
  isConsistent: boolean,
): Promise<StoredOrder | undefined> {
  const key = { TableName: tableName(), Key: orderKey(entity, order), ConsistentRead: isConsistent };
  const { Item } = await table.send(new GetCommand(key));
  return Item === undefined ? undefined : storedOrderCodec(Item, 'order');
}

/** A page may show account, position and ageing of different moments: then it is read again, consistently. */
export async function readCredit(
  entity: AuthorizedEntity,
  customer: CustomerId,
  isConsistent: boolean,
  triesLeft = 5,
): Promise<StoredCredit> {
  const items = await queryPartition(customerPartition(entity, customer), accountPrefix, isConsistent);
  const byKey = new Map(items.map((stored) => [stored['sk'], stored]));
  const [account, position, ageing] = ['account', 'position', 'ageing'].map((name) =>
    byKey.get(`${accountPrefix}${name}`),
  );
  if (account === undefined || position === undefined || ageing === undefined) {
    if (!isConsistent) return readCredit(entity, customer, true);
    throw refuse('not-found', { kind: 'customer' });
  }
  const credit = {
    customer: customerCodec(account, 'account'),
    position: positionCodec(position, 'position'),
    ageing: ageingCodec(ageing, 'ageing'),
  };
  const isOneMoment =
    credit.ageing.seq === credit.position.seq && policyVersionOf(account) === credit.position.policyVersion;
  if (isOneMoment) return credit;
  if (triesLeft === 0) throw new Busy(new Error('account, position and ageing kept moving while they were read'));
  return readCredit(entity, customer, true, triesLeft - 1);
}

/** The position of a customer that there is; consistent. */
export async function readPosition(entity: AuthorizedEntity, customer: CustomerId): Promise<Position> {
  const key = { TableName: tableName(), Key: positionKey(entity, customer), ConsistentRead: true };
  const { Item } = await table.send(new GetCommand(key));
  return positionCodec(Item, 'position');
}

/** The customer credit group that a customer is a member of, as a read that may lag says. */
export async function creditGroupOf(
  entity: AuthorizedEntity,
  customer: CustomerId,
): Promise<CreditGroupId | undefined> {
  const { Item } = await table.send(new GetCommand({ TableName: tableName(), Key: positionKey(entity, customer) }));
  const name = Item === undefined ? '' : positionCodec(Item, 'position').creditGroup;
  return name === '' ? undefined : (name as CreditGroupId);
}

function policyVersionOf(account: unknown): number {
  return item({ policyVersion: integer })(account, 'account').policyVersion;
}

/** The open holds of a customer, each with its order; consistent, since evaluation must not miss one. */
export async function readOpenHolds(entity: AuthorizedEntity, customer: CustomerId): Promise<readonly StoredHold[]> {
  return withOrders(entity, await queryPartition(customerPartition(entity, customer), openHoldPrefix, true));
}

/** The same, `undefined` where there are more than `most`: then not even those are read. */
export async function readFewOpenHolds(
  entity: AuthorizedEntity,
  customer: CustomerId,
  most: number,
): Promise<readonly StoredHold[] | undefined> {
  const items = await queryPartition(customerPartition(entity, customer), openHoldPrefix, true, most + 1);
  return items.length > most ? undefined : withOrders(entity, items);
}

async function withOrders(
  entity: AuthorizedEntity,
  items: readonly Readonly<Record<string, unknown>>[],
): Promise<readonly StoredHold[]> {
  const holds = items.map((item) => holdCodec(item, 'hold'));
  const orders = await readOrders(
    entity,
    holds.map(({ order }) => order),
  );
  return holds.flatMap((hold) => {
    const stored = orders.get(hold.order);
    return stored?.order.openHold === hold.hold ? [{ hold, order: stored.order, seq: stored.seq }] : [];
  });
}
export type StoredHold = CompetingHold & { readonly seq: number };

export async function readOrders(
  entity: AuthorizedEntity,
  orders: readonly OrderId[],
): Promise<ReadonlyMap<OrderId, StoredOrder>> {
  const items = await batchGet(orders.map((order) => orderKey(entity, order)));
  const found = items.map((stored) => storedOrderCodec(stored, 'order'));
  return new Map(found.map((stored) => [stored.order.order, stored]));
}

/** Every item of a partition whose sort key begins with `prefix`, or so many of them. */
export async function queryPartition(
  partition: string,
  prefix: string,
  isConsistent: boolean,
  most = Infinity,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  return queryStretch(partition, prefix, { isConsistent, limit: most });
}

export function creditStateOf(
  { customer, position, ageing, missingRates, group }: StoredCredit,
  rulebook: Rulebook,
  today: CivilDate,
): CreditState {
  const lacksRates = group !== undefined && group.position.unconverted !== position.unconverted;
  const shared = group && groupStateOf(group, rulebook, today, lacksRates);
  return { customer, sums: position.sums, ageing, missingRates, changes: position.audit.number, group: shared };
}
