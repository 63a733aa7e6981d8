import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { CivilDate } from '../../domain/civil-date.ts';
import type { Customer } from '../../domain/customer.ts';
import type { CustomerId } from '../../domain/ids.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { marksCodec, type AccountMarks } from './account-marks.ts';
import { flag, integer, item, minor, optional, text, textAs, type Codec, type Decoded } from './codec.ts';
import { customerCodec } from './customer-item.ts';
import { accountKey, joined } from './keys.ts';
import { queryList } from './list-index.ts';
import { listIndex } from './table-definition.ts';
import { table, tableName } from './table.ts';

/** An account with the position's `policyVersion` as of its write, so that one read gives a customer and its ETag. */
export type StoredCustomer = { readonly customer: Customer; readonly policyVersion: number };

/** The same as it is written back, with what it carries that no customer shows. */
export type StoredAccount = StoredCustomer & { readonly marks: AccountMarks };

const versionCodec = item({ policyVersion: integer });

export const accountCodec: Codec<StoredAccount> = (stored, name) => ({
  customer: customerCodec(stored, name),
  policyVersion: versionCodec(stored, name).policyVersion,
  marks: marksCodec(stored, name),
});

/** A consistent read: what it gives is edited and sent back. */
export async function findCustomer(entity: AuthorizedEntity, customer: CustomerId): Promise<StoredAccount | undefined> {
  const key = { TableName: tableName(), Key: accountKey(entity, customer), ConsistentRead: true };
  const { Item } = await table.send(new GetCommand(key));
  return Item === undefined ? undefined : accountCodec(Item, 'account');
}

/** What makes an account part of its legal entity's list of customers. */
export function listedAccount(entity: AuthorizedEntity, { customer, ...rest }: Customer) {
  const { name, currency, creditLimit, creditLimitExpiryDate, unlimited, excludeFromCreditManagement } = rest;
  const { creditManagementGroup, accountStatus, riskGroup } = rest;
  const amounts = { currency, creditLimit, creditLimitExpiryDate, unlimited };
  const labels = { excludeFromCreditManagement, creditManagementGroup, accountStatus, riskGroup };
  return { listKey: listKeyOf(entity), listSort: customer, row: { customer, name, ...amounts, ...labels } };
}

const rowCodec = item({
  customer: textAs<CustomerId>(),
  name: text,
  currency: text,
  creditLimit: minor,
  creditLimitExpiryDate: optional(textAs<CivilDate>()),
  unlimited: flag,
  excludeFromCreditManagement: flag,
  creditManagementGroup: optional(text),
  accountStatus: optional(text),
  riskGroup: optional(text),
});
type CustomerRow = Decoded<typeof rowCodec>;

/** Up to `limit` customers of a legal entity by id, after one. From the index: a customer made just now may be missing. */
export async function customerRows(
  entity: AuthorizedEntity,
  after: CustomerId | undefined,
  limit: number,
): Promise<readonly CustomerRow[]> {
  const listKey = listKeyOf(entity);
  const start = after === undefined ? {} : { ...accountKey(entity, after), listKey, listSort: after };
  const { Items = [] } = await table.send(
    new QueryCommand({
      TableName: tableName(),
      IndexName: listIndex,
      KeyConditionExpression: 'listKey = :listKey',
      ExpressionAttributeValues: { ':listKey': listKey },
      ...(after === undefined ? {} : { ExclusiveStartKey: start }),
      Limit: limit,
    }),
  );
  return Items.map(({ row }) => rowCodec(row, 'row'));
}

/** Their ids alone, likewise. */
export async function customerIds(
  entity: AuthorizedEntity,
  after: CustomerId | undefined,
  limit: number,
): Promise<readonly CustomerId[]> {
  const entries = await queryList(listKeyOf(entity), { after, limit });
  return entries.map((entry) => entry['listSort'] as CustomerId);
}

function listKeyOf(entity: AuthorizedEntity): string {
  return joined('customers', entity);
}
