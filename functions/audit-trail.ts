import type * as z from 'zod/mini';
import { refuse } from '../domain/refusal.ts';
import { auditLinkOnWire, type auditLinks, type verificationQuery, type verificationView } from './audit-wire.ts';
import { encodeCursor, decodeCursor } from './cursor.ts';
import { pageOfWanted, type PageQuery } from './page.ts';
import type { AuditHead, AuditLink } from './store/audit.ts';
import { findHead, linksBefore, type AuditChain } from './store/audit-chain.ts';
import { verifyChain } from './store/verify-chain.ts';

type About = 'customer' | 'credit-group' | 'legal-entity';

/** §17: a page of a chain, the latest link first, of those that may be seen. */
export async function auditTrail(
  about: About,
  chain: AuditChain,
  query: PageQuery,
  isSeen: (link: AuditLink) => boolean = () => true,
): Promise<z.input<typeof auditLinks>> {
  const scope = JSON.stringify(['audit-links', chain.partition]);
  const { items, nextCursor } = await pageOfWanted(
    scope,
    query,
    async ({ after, limit }) => {
      const links = await linksBefore(chain, after === undefined ? undefined : Number(after), limit);
      return links.map((link) => ({ link, isWanted: isSeen(link) }));
    },
    ({ link }) => String(link.number),
  );
  if (items.length === 0 && (await findHead(chain)) === undefined) throw isNotThere(about);
  return { items: items.map(({ link }) => auditLinkOnWire(chain.partition, link)), nextCursor };
}

type VerificationQuery = z.output<typeof verificationQuery>;

/** §17: whether a chain is as it was written; a long one is verified in several requests. */
export async function auditVerification(
  about: About,
  chain: AuditChain,
  { keptNumber, keptHash, cursor }: VerificationQuery,
): Promise<z.input<typeof verificationView>> {
  const kept = keptNumber === undefined ? undefined : { number: keptNumber, hash: keptHash ?? '' };
  const scope = JSON.stringify(['audit-verification', chain.partition, kept ?? null]);
  const from = cursor === undefined ? undefined : headOf(decodeCursor(scope, cursor));
  const { state, verified, head, broken } = await verifyChain(chain, kept, from);
  if (head === undefined && verified.number === 0) throw isNotThere(about);
  const nextCursor = state === 'unfinished' ? encodeCursor(scope, [String(verified.number), verified.hash]) : null;
  return {
    chain: chain.partition,
    state,
    links: verified.number,
    head: head ?? null,
    broken: broken ?? null,
    nextCursor,
  };
}

function headOf([number, hash = '']: readonly string[]): AuditHead {
  return { number: Number(number), hash };
}

function isNotThere(about: About) {
  return about === 'legal-entity' ? refuse('legal-entity-not-found', {}) : refuse('not-found', { kind: about });
}
