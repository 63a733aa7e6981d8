import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { CreditGroupId, CustomerId } from '../../domain/ids.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { auditLinkCodec, type AuditHead, type AuditLink } from './audit.ts';
import { integer, item, text } from './codec.ts';
import {
  auditKey,
  auditPrefix,
  customerPartition,
  entityPartition,
  groupPartition,
  groupPositionKey,
  positionKey,
  rulebookPointerKey,
  type Key,
} from './keys.ts';
import { table, tableName } from './table.ts';

/** Where a chain's links are, and the item that holds its head. */
export type AuditChain = { readonly partition: string; readonly headKey: Key };

export function customerChain(entity: AuthorizedEntity, customer: CustomerId): AuditChain {
  return { partition: customerPartition(entity, customer), headKey: positionKey(entity, customer) };
}
export function creditGroupChain(group: CreditGroupId): AuditChain {
  return { partition: groupPartition(group), headKey: groupPositionKey(group) };
}
/** Of a legal entity's set-up and grants. */
export function legalEntityChain(entity: AuthorizedEntity): AuditChain {
  return { partition: entityPartition(entity), headKey: rulebookPointerKey(entity) };
}

const headCodec = item({ auditNumber: integer, auditHead: text });

/** Consistent; `undefined` where what the chain is about is not there, or names no link. */
export async function findHead({ headKey }: AuditChain): Promise<AuditHead | undefined> {
  const { Item } = await table.send(
    new GetCommand({ TableName: tableName(), Key: headKey, ConsistentRead: true, ProjectionExpression: headFields }),
  );
  try {
    const { auditNumber: number, auditHead: hash } = headCodec(Item, 'head');
    return { number, hash };
  } catch {
    return undefined;
  }
}
const headFields = 'auditNumber, auditHead';

/** The latest first: `limit` links before the one of a number. */
export async function linksBefore(
  { partition }: AuditChain,
  number: number | undefined,
  limit: number,
): Promise<readonly AuditLink[]> {
  const before = number === undefined ? undefined : auditKey(partition, number);
  const items = await queryLinks(partition, { isDownwards: true, from: before, limit });
  return items.map((stored) => auditLinkCodec(stored, 'link'));
}

export type StoredLink = Readonly<Record<string, unknown>>;

/** What stands after the link of a number, as stored, whatever it is; up to `limit`. */
export function linksAfter({ partition }: AuditChain, number: number, limit: number): Promise<readonly StoredLink[]> {
  return queryLinks(partition, { from: number === 0 ? undefined : auditKey(partition, number), limit });
}

type Stretch = { readonly from: Key | undefined; readonly limit: number; readonly isDownwards?: true };

/** Consistent. */
async function queryLinks(partition: string, stretch: Stretch): Promise<readonly StoredLink[]> {
  const items: StoredLink[] = [];
  let from: Record<string, unknown> | undefined = stretch.from;
  do {
    const page = await table.send(
      new QueryCommand({
        TableName: tableName(),
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':pk': partition, ':prefix': auditPrefix },
        ConsistentRead: true,
        ScanIndexForward: stretch.isDownwards !== true,
        Limit: stretch.limit - items.length,
        ExclusiveStartKey: from,
      }),
    );
    items.push(...(page.Items ?? []));
    from = page.LastEvaluatedKey;
  } while (from !== undefined && items.length < stretch.limit);
  return items;
}
