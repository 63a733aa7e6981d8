import { createHash } from 'node:crypto';
import { canonicalJson } from '../../domain/canonical-json.ts';

/** What "the same request" or "the same document" means: SHA-256 of the content, whatever the order of its members. */
export function contentHash(content: unknown): string {
  return createHash('sha256').update(canonicalJson(content)).digest('base64url');
}
