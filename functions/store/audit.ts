import { createHash } from 'node:crypto';
import { canonicalJson } from '../../domain/canonical-json.ts';
import type { Subject } from '../../domain/ids.ts';
import { deflatedJson, deflateJson, integer, item, optional, text, textAs, type Decoded } from './codec.ts';
import { auditKey } from './keys.ts';
import { tableName } from './table.ts';
import type { TransactItem } from './transact.ts';

/** The last link of a chain. It is kept beside what the chain is about and moves under the same condition. */
export type AuditHead = { readonly number: number; readonly hash: string };
export const emptyChain: AuditHead = { number: 0, hash: '' };

/** §17: who changed what, when, why, from what to what. `before` and `after` are null where there was or is nothing. */
export type AuditEntry = {
  readonly who: Subject;
  readonly when: string;
  readonly what: { readonly kind: string; readonly id: string };
  readonly reason?: string | undefined;
  readonly before: unknown;
  readonly after: unknown;
};

/** The write of the next link, for the transaction that makes the change, and the head that it leads to. */
export function auditLink(
  partition: string,
  head: AuditHead,
  entry: AuditEntry,
): { readonly item: TransactItem; readonly head: AuditHead } {
  const number = head.number + 1;
  // Amounts become text and absent members go before hashing, so that what is stored hashes alike.
  const plain = JSON.parse(canonicalJson(entry)) as AuditEntry;
  const hash = hashOf(partition, number, head.hash, plain);
  const stored = { ...plain, before: deflateJson(plain.before), after: deflateJson(plain.after) };
  return {
    item: {
      Put: {
        TableName: tableName(),
        Item: { ...auditKey(partition, number), kind: 'audit', number, previousHash: head.hash, hash, ...stored },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
    head: { number, hash },
  };
}

export const auditLinkCodec = item({
  number: integer,
  previousHash: text,
  hash: text,
  who: textAs<Subject>(),
  when: text,
  what: item({ kind: text, id: text }),
  reason: optional(text),
  before: deflatedJson,
  after: deflatedJson,
});
export type AuditLink = Decoded<typeof auditLinkCodec>;

/** Whether `links` are the whole chain of the partition up to `head`, unaltered. */
export function isChainIntact(partition: string, links: readonly AuditLink[], head: AuditHead): boolean {
  let last = emptyChain;
  for (const { number, previousHash, hash, ...entry } of links) {
    if (number !== last.number + 1 || previousHash !== last.hash) return false;
    if (hash !== hashOf(partition, number, previousHash, entry)) return false;
    last = { number, hash };
  }
  return last.number === head.number && last.hash === head.hash;
}

/** The partition is hashed too, so that a link cannot be moved into another chain. */
function hashOf(partition: string, number: number, previousHash: string, entry: AuditEntry): string {
  const { who, when, what, reason, before, after } = entry;
  const hashed = canonicalJson({ partition, number, previousHash, who, when, what, reason, before, after });
  return createHash('sha256').update(hashed).digest('base64url');
}
