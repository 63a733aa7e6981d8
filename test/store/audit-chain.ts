import { auditLinkCodec, type AuditHead, type AuditLink } from '../../functions/store/audit.ts';
import { findHead, linksAfter, type AuditChain } from '../../functions/store/audit-chain.ts';
import { verifyChain } from '../../functions/store/verify-chain.ts';

export type ReadChain = {
  readonly links: readonly AuditLink[];
  readonly head: AuditHead | undefined;
  readonly isIntact: boolean;
};

/** A whole chain, the first link first, also one that an account carries. */
export async function auditChain(chain: AuditChain): Promise<ReadChain> {
  const [links, head, { state }] = await Promise.all([
    linksAfter(chain, 0, 1_000),
    findHead(chain),
    verifyChain(chain, undefined),
  ]);
  return { links: links.map((link) => auditLinkCodec(link, 'link')), head, isIntact: state === 'intact' };
}
