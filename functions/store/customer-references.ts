import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Customer } from '../../domain/customer.ts';
import { refuse } from '../../domain/refusal.ts';
import type { SetUpChange } from '../../domain/set-up/change-set-up.ts';
import { offerOf, referencesOf, type CustomerReference } from '../../domain/set-up/customer-reference.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { integer, item, optional } from './codec.ts';
import { referenceKey } from './keys.ts';
import { table, tableName } from './table.ts';
import type { TransactItem } from './transact.ts';

/**
 * Counts the customers that name each element, with the change that makes them do so. It fails where the element was taken
 * away since the set-up was read (docs/adr/0013).
 */
export function referenceItems(
  entity: AuthorizedEntity,
  before: Customer | undefined,
  after: Customer,
): readonly TransactItem[] {
  const [left, named] = [referencesOf(before), referencesOf(after)];
  return [
    ...without(left, named).map((reference) => countItem(entity, reference, -1)),
    ...without(named, left).map((reference) => countItem(entity, reference, 1)),
  ];
}

/** The write beside a change of set-up; refused where it takes away what customers name. */
export async function offerItems(entity: AuthorizedEntity, change: SetUpChange): Promise<readonly TransactItem[]> {
  const offer = offerOf(change);
  if (offer === undefined) return [];
  const { reference, isOffered } = offer;
  const set = { UpdateExpression: 'SET isOffered = :offered', values: { ':offered': isOffered } };
  if (isOffered) return [update(entity, reference, set)];
  const customers = await countCustomers(entity, reference);
  if (customers > 0) throw refuse('in-use', { by: 'customers', customers });
  const ConditionExpression = 'attribute_not_exists(customers) OR customers = :none';
  return [update(entity, reference, { ...set, ConditionExpression, values: { ...set.values, ':none': 0 } })];
}

const countCodec = item({ customers: optional(integer) });

async function countCustomers(entity: AuthorizedEntity, reference: CustomerReference): Promise<number> {
  const key = { TableName: tableName(), Key: referenceKey(entity, reference), ConsistentRead: true };
  const { Item } = await table.send(new GetCommand(key));
  return Item === undefined ? 0 : (countCodec(Item, 'customer-reference').customers ?? 0);
}

function countItem(entity: AuthorizedEntity, reference: CustomerReference, step: 1 | -1): TransactItem {
  const add = { UpdateExpression: 'ADD customers :step', values: { ':step': step } };
  if (step === -1) return update(entity, reference, add);
  const ConditionExpression = 'attribute_not_exists(isOffered) OR isOffered = :offered';
  return update(entity, reference, { ...add, ConditionExpression, values: { ...add.values, ':offered': true } });
}

type Update = {
  readonly UpdateExpression: string;
  readonly ConditionExpression?: string;
  readonly values: Readonly<Record<string, unknown>>;
};

function update(
  entity: AuthorizedEntity,
  reference: CustomerReference,
  { values, ...expressions }: Update,
): TransactItem {
  const at = { TableName: tableName(), Key: referenceKey(entity, reference) };
  return { Update: { ...at, ...expressions, ExpressionAttributeValues: { ...values } } };
}

function without(
  references: readonly CustomerReference[],
  others: readonly CustomerReference[],
): readonly CustomerReference[] {
  return references.filter(({ kind, id }) => !others.some((other) => other.kind === kind && other.id === id));
}
