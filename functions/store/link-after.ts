import type { ChainBreak } from '../../domain/audit.ts';
import { canonicalJson } from '../../domain/canonical-json.ts';
import { auditLinkCodec, linkHash, linkItem, type AuditHead, type AuditLink } from './audit.ts';
import type { StoredLink } from './carried-links.ts';
import { auditKey } from './keys.ts';

/** The link that is stored after `last`, or what is wrong with it. */
export function linkAfter(partition: string, last: AuditHead, stored: StoredLink): AuditLink | ChainBreak {
  const number = last.number + 1;
  const isPlace = typeof stored['sk'] === 'string' && /^L#\d{10}$/.test(stored['sk']);
  const place = auditKey(partition, number);
  if (!isPlace || String(stored['sk']) < place.sk) return 'not-a-link';
  if (stored['sk'] !== place.sk) return 'missing';
  const link = decoded(stored);
  if (link === undefined) return 'altered';
  if (link.number !== number) return 'reordered';
  if (link.hash !== linkHash(partition, link) || !isAsWritten(partition, link, stored)) return 'altered';
  return link.previousHash === last.hash ? link : 'not-chained';
}

function decoded(stored: StoredLink): AuditLink | undefined {
  try {
    return auditLinkCodec(stored, 'link');
  } catch {
    return undefined;
  }
}

/** The hash says nothing of what is not hashed: there is none of that. */
function isAsWritten(partition: string, link: AuditLink, stored: StoredLink): boolean {
  return attributesOf(linkItem(partition, link)) === attributesOf(stored);
}

/** The states are compressed, which may be done in many ways; what they say is hashed. */
function attributesOf(stored: StoredLink): string {
  return canonicalJson({ ...stored, number: String(stored['number']), before: undefined, after: undefined });
}
