import { createHash } from 'node:crypto';
import type { AuditKind } from '../../domain/audit.ts';
import { canonicalJson } from '../../domain/canonical-json.ts';
import type { Subject } from '../../domain/ids.ts';
import { deflatedJson, deflateJson, integer, item, optional, text, textAs, type Codec } from './codec.ts';
import { auditKey } from './keys.ts';
import { tableName } from './table.ts';
import type { TransactItem } from './transact.ts';

/** The last link of a chain. It is kept beside what the chain is about and moves under the same condition. */
export type AuditHead = { readonly number: number; readonly hash: string };
export const emptyChain: AuditHead = { number: 0, hash: '' };

/**
 * What something was or became, as people read it: amounts are decimals, each with its currency (docs/adr/0018). Null where
 * there was or is nothing.
 */
type AuditedState = object | null;

/** §17: who changed what, when, why, from what to what. */
export type AuditEntry = {
  readonly who: Subject;
  readonly when: string;
  readonly what: { readonly kind: AuditKind; readonly id: string };
  readonly reason?: string | undefined;
  readonly before: AuditedState;
  readonly after: AuditedState;
  /** Where not all who see the hash may see the rest: by chance, so that nobody finds the rest by trying. */
  readonly salt?: string | undefined;
};

/** An entry with its place in a chain. */
export type AuditLink = AuditEntry & AuditHead & { readonly previousHash: string };

type NextLink = { readonly link: AuditLink; readonly item: TransactItem; readonly head: AuditHead };

/** The next link with its write, for the transaction that makes the change, and the head that it leads to. */
export function auditLink(partition: string, head: AuditHead, entry: AuditEntry): NextLink {
  const number = head.number + 1;
  // Absent members go before hashing, so that what is stored hashes alike.
  const plain = JSON.parse(canonicalJson(entry)) as AuditEntry;
  const place = { number, previousHash: head.hash };
  const hash = linkHash(partition, { ...plain, ...place });
  const link = { ...plain, ...place, hash };
  return { link, item: filedLink(partition, link), head: { number, hash } };
}

/** The write of a link in its place. */
export function filedLink(partition: string, link: AuditLink): TransactItem {
  const Item = linkItem(partition, link);
  return { Put: { TableName: tableName(), Item, ConditionExpression: 'attribute_not_exists(pk)' } };
}

/** A link as an account carries it (docs/adr/0021): what is stored of it, without its place. */
export function carriedLink(partition: string, link: AuditLink) {
  const { pk: _, sk: __, ...carried } = linkItem(partition, link);
  return carried;
}

/** A link as stored: these attributes and no others. */
export function linkItem(partition: string, link: AuditLink) {
  const { before, after, ...rest } = link;
  const states = { before: deflateJson(before), after: deflateJson(after) };
  return { ...auditKey(partition, link.number), kind: 'audit', ...rest, ...states };
}

export const auditLinkCodec: Codec<AuditLink> = item({
  number: integer,
  previousHash: text,
  hash: text,
  who: textAs<Subject>(),
  when: text,
  what: item({ kind: textAs<AuditKind>(), id: text }),
  reason: optional(text),
  before: deflatedJson as Codec<AuditedState>,
  after: deflatedJson as Codec<AuditedState>,
  salt: optional(text),
});

/** The partition is hashed too, so that a link cannot be moved into another chain. */
export function linkHash(partition: string, link: Omit<AuditLink, 'hash'>): string {
  const { number, previousHash, who, when, what, reason, before, after, salt } = link;
  const hashed = canonicalJson({ partition, number, previousHash, who, when, what, reason, before, after, salt });
  return createHash('sha256').update(hashed).digest('base64url');
}
