import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { LegalEntityId, Subject } from '../../domain/ids.ts';
import type { AuthorizedEntity, Grant } from '../actor.ts';
import type { Role } from '../roles.ts';
import { integer, item, list, optional, text, textAs, type Decoded } from './codec.ts';
import { userCodec } from './grants.ts';
import { entityPartition, grantKey, grantPrefix, userKey } from './keys.ts';
import { table, tableName } from './table.ts';
import type { TransactItem } from './transact.ts';

/** A grant with the number of the audit link that recorded it: its ETag. */
export type StoredGrant = Grant & { readonly version: number };
export type User = { readonly version: number; readonly grants: Readonly<Record<string, StoredGrant>> };

const nobody: User = { version: 0, grants: {} };

/** All grants of a user, read consistently and past the cache of the access check. */
export async function readUser(subject: Subject): Promise<User> {
  const key = { TableName: tableName(), Key: userKey(subject), ConsistentRead: true };
  const { Item } = await table.send(new GetCommand(key));
  return Item === undefined ? nobody : userCodec(Item, 'user');
}

export function grantOf(user: User, entity: LegalEntityId): StoredGrant | undefined {
  return Object.hasOwn(user.grants, entity) ? user.grants[entity] : undefined;
}

export function withoutGrantVersion({ roles, releaseAuthority }: Grant): Grant {
  return { roles, releaseAuthority };
}

/** Whatever was granted to the user still is, when what it lets them do is written (§1.5). */
export function grantsStand(subject: Subject, { version }: User): TransactItem {
  return {
    ConditionCheck: {
      TableName: tableName(),
      Key: userKey(subject),
      ConditionExpression: 'version = :version',
      ExpressionAttributeValues: { ':version': version },
    },
  };
}

/**
 * Gives (or, with `undefined`, takes) a user's grant in one legal entity, if nobody changed the user's grants since. The
 * user's item is what access checks read; the one in the legal entity's partition is for its list.
 */
export function grantItems(
  subject: Subject,
  user: User,
  entity: AuthorizedEntity,
  grant: StoredGrant | undefined,
): readonly TransactItem[] {
  const others = Object.entries(user.grants).filter(([other]) => other !== entity);
  const grants = Object.fromEntries(grant === undefined ? others : [...others, [entity, grant]]);
  const Key = grantKey(entity, subject);
  return [
    {
      Put: {
        TableName: tableName(),
        Item: { ...userKey(subject), kind: 'user', version: user.version + 1, grants },
        ConditionExpression: user.version === 0 ? 'attribute_not_exists(pk)' : 'version = :version',
        ...(user.version === 0 ? {} : { ExpressionAttributeValues: { ':version': user.version } }),
      },
    },
    grant === undefined
      ? { Delete: { TableName: tableName(), Key } }
      : { Put: { TableName: tableName(), Item: { ...Key, kind: 'grant', subject, ...grant } } },
  ];
}

const listedGrantCodec = item({
  subject: textAs<Subject>(),
  roles: list(textAs<Role>()),
  releaseAuthority: optional(text),
  version: integer,
});
export type ListedGrant = Decoded<typeof listedGrantCodec>;

/** Up to `limit` grants of a legal entity by subject, after one. */
export async function listGrants(
  entity: AuthorizedEntity,
  after: Subject | undefined,
  limit: number,
): Promise<readonly ListedGrant[]> {
  const { Items = [] } = await table.send(
    new QueryCommand({
      TableName: tableName(),
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': entityPartition(entity), ':prefix': grantPrefix },
      ...(after === undefined ? {} : { ExclusiveStartKey: grantKey(entity, after) }),
      Limit: limit,
      ConsistentRead: true,
    }),
  );
  return Items.map((stored) => listedGrantCodec(stored, 'grant'));
}
