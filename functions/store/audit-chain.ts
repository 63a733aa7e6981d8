import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { CreditGroupId, CustomerId } from '../../domain/ids.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { auditLinkCodec, type AuditHead, type AuditLink } from './audit.ts';
import { placedLink, withCarried, type StoredLink } from './carried-links.ts';
import { integer, item, text } from './codec.ts';
import {
  accountKey,
  auditKey,
  auditPrefix,
  customerPartition,
  entityPartition,
  groupAccountKey,
  groupPartition,
  groupPositionKey,
  positionKey,
  rulebookPointerKey,
  type Key,
} from './keys.ts';
import { queryStretch } from './query-stretch.ts';
import { table, tableName } from './table.ts';

/** Where a chain's links are, the item that holds its head, and the account that may carry a link (docs/adr/0021). */
export type AuditChain = { readonly partition: string; readonly headKey: Key; readonly carrierKey?: Key };

export function customerChain(entity: AuthorizedEntity, customer: CustomerId): AuditChain {
  return {
    partition: customerPartition(entity, customer),
    headKey: positionKey(entity, customer),
    carrierKey: accountKey(entity, customer),
  };
}
export function creditGroupChain(group: CreditGroupId): AuditChain {
  return { partition: groupPartition(group), headKey: groupPositionKey(group), carrierKey: groupAccountKey(group) };
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

/** How often a page is read again that lacks a link which was filed, or put after it, while it was read. */
const mostTries = 3;

/** The latest first: `limit` links before the one of a number. */
export async function linksBefore(
  chain: AuditChain,
  number: number | undefined,
  limit: number,
): Promise<readonly AuditLink[]> {
  const before = number === undefined ? undefined : auditKey(chain.partition, number);
  for (let tries = 1; ; tries += 1) {
    const items = await queryLinks(chain, { isDownwards: true, from: before, limit });
    const links = items.map((stored) => auditLinkCodec(stored, 'link'));
    const isGapless = links.every((link, index) => link.number === (links[0]?.number ?? 0) - index);
    if (isGapless || tries === mostTries) return links;
  }
}

/** What stands after the link of a number, as stored, whatever it is; up to `limit`. */
export function linksAfter(chain: AuditChain, number: number, limit: number): Promise<readonly StoredLink[]> {
  return queryLinks(chain, { from: number === 0 ? undefined : auditKey(chain.partition, number), limit });
}

type Stretch = { readonly from: Key | undefined; readonly limit: number; readonly isDownwards?: true };

/** The carried link is read first: filed since, it is among the others. */
async function queryLinks(chain: AuditChain, stretch: Stretch): Promise<readonly StoredLink[]> {
  const carried = await readCarried(chain);
  const filed = await queryFiled(chain.partition, stretch);
  const { from, limit, isDownwards } = stretch;
  const isWithin = ({ sk }: StoredLink): boolean =>
    from === undefined || (isDownwards === true ? String(sk) < from.sk : String(sk) > from.sk);
  const upwards = isDownwards === true ? filed.toReversed() : filed;
  const links = withCarried(upwards, carried.filter(isWithin));
  return (isDownwards === true ? links.toReversed() : links).slice(0, limit);
}

async function readCarried({ partition, carrierKey }: AuditChain): Promise<readonly StoredLink[]> {
  if (carrierKey === undefined) return [];
  const { Item } = await table.send(
    new GetCommand({ TableName: tableName(), Key: carrierKey, ConsistentRead: true, ProjectionExpression: 'link' }),
  );
  const link = placedLink(partition, Item?.['link']);
  return link === undefined ? [] : [link];
}

/** Consistent. */
async function queryFiled(partition: string, stretch: Stretch): Promise<readonly StoredLink[]> {
  return queryStretch(partition, auditPrefix, { ...stretch, isConsistent: true });
}
