import { setTimeout } from 'node:timers/promises';
import type { ChainBreak } from '../../domain/audit.ts';
import { emptyChain, type AuditHead } from './audit.ts';
import { findHead, linksAfter, type AuditChain } from './audit-chain.ts';
import type { StoredLink } from './carried-links.ts';
import { linkAfter } from './link-after.ts';

export type Verification = {
  readonly state: 'intact' | 'broken' | 'unfinished';
  /** The last link up to which all are as they were written. */
  readonly verified: AuditHead;
  /** As it is stored; `undefined` where it is not. */
  readonly head: AuditHead | undefined;
  readonly broken?: { readonly number: number; readonly what: ChainBreak };
};

/** So many links are in memory at once, and about so many are verified by one request. */
const linksAtOnce = 200;
export const mostVerified = 5_000;

/** A change that is under way may show its link and its head one after the other, and no longer than this. */
const underWayMs = 500;
const maybeUnderWay: readonly (ChainBreak | undefined)[] = ['missing', 'beyond-head'];

/**
 * §17: whether the chain is whole and as it was written, after a link that is known to be. `kept` is the head of an earlier
 * verification, written down elsewhere: it must still be one of the links.
 */
export async function verifyChain(
  chain: AuditChain,
  kept: AuditHead | undefined,
  from: AuditHead = emptyChain,
): Promise<Verification> {
  const first = await verifiedFrom(chain, kept, from);
  if (!maybeUnderWay.includes(first.broken?.what)) return first;
  await setTimeout(underWayMs);
  return verifiedFrom(chain, kept, first.verified);
}

async function verifiedFrom(chain: AuditChain, kept: AuditHead | undefined, from: AuditHead): Promise<Verification> {
  let verified = from;
  let head = await findHead(chain);
  for (;;) {
    const stored = await linksAfter(chain, verified.number, linksAtOnce);
    if (stored.length === 0) return atTheEnd(verified, head, kept);
    const next = verifiedLinks(chain, kept, verified, stored);
    verified = next.verified;
    // Read after the links, it is not before any of them, and the next links that are read are not before it.
    head = await findHead(chain);
    if (next.what !== undefined) return broken(verified, head, verified.number + 1, next.what);
    if (head !== undefined && verified.number > head.number) {
      return broken(verified, head, head.number + 1, 'beyond-head');
    }
    const isEnough = verified.number - from.number >= mostVerified && stored.length === linksAtOnce;
    if (isEnough) return { state: 'unfinished', verified, head };
  }
}

function verifiedLinks(
  { partition }: AuditChain,
  kept: AuditHead | undefined,
  from: AuditHead,
  stored: readonly StoredLink[],
): { readonly verified: AuditHead; readonly what?: ChainBreak } {
  let verified = from;
  for (const item of stored) {
    const link = linkAfter(partition, verified, item);
    if (typeof link === 'string') return { verified, what: link };
    if (link.number === kept?.number && link.hash !== kept.hash) return { verified, what: 'kept-head-differs' };
    verified = { number: link.number, hash: link.hash };
  }
  return { verified };
}

function atTheEnd(verified: AuditHead, head: AuditHead | undefined, kept: AuditHead | undefined): Verification {
  if (head === undefined) return broken(verified, head, verified.number, 'head-missing');
  if (verified.number < head.number) return broken(verified, head, verified.number + 1, 'missing');
  if (verified.number > head.number) return broken(verified, head, head.number + 1, 'beyond-head');
  if (verified.hash !== head.hash) return broken(verified, head, head.number, 'head-differs');
  if (kept !== undefined && kept.number > head.number) return broken(verified, head, kept.number, 'kept-head-differs');
  return { state: 'intact', verified, head };
}

function broken(verified: AuditHead, head: AuditHead | undefined, number: number, what: ChainBreak): Verification {
  return { state: 'broken', verified, head, broken: { number, what } };
}
