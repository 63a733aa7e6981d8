import type { RequestId } from '../domain/ids.ts';
import { joined } from './store/keys.ts';

/** Ids of intents that nobody named; no caller's id begins like this, so that none can take one of these. */
const mark = '~';

/** The id of an intent that a document or the system itself names. */
export function ownRequestId(kind: string, ...names: readonly string[]): RequestId {
  return joined(`${mark}${kind}`, ...names) as RequestId;
}
