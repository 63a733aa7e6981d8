import * as z from 'zod/mini';
import type { HoldId } from '../../domain/ids.ts';
import type { AuthorizedEntity } from '../actor.ts';
import type { Message } from '../store/queues.ts';
import { holdId, legalEntityId, version } from '../wire.ts';

/** Which release of which hold is to be carried out. */
export const releaseMessage = z.strictObject({ legalEntity: legalEntityId, hold: holdId, version });

type Release = { readonly hold: HoldId; readonly version: number };

/** What a queue may delay a message by. */
const mostSeconds = 900;

/** Delivered when the delay has ended, by the clock of whoever sends it; the one who gets it looks again. */
export function finishReleaseMessage(
  legalEntity: AuthorizedEntity,
  { hold, version: ofRelease }: Release,
  until: string,
): Message {
  const body = { legalEntity, hold, version: ofRelease };
  const seconds = Math.ceil((Date.parse(until) - Date.now()) / 1_000);
  const delaySeconds = Math.min(Math.max(seconds, 0), mostSeconds);
  return { body, group: hold, id: JSON.stringify(body), delaySeconds };
}
