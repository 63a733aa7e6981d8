import * as z from 'zod/mini';
import type { HoldId } from '../../domain/ids.ts';
import type { AuthorizedEntity } from '../actor.ts';
import type { Message } from '../store/queues.ts';
import { holdId, legalEntityId } from '../wire.ts';

/** The hold whose release is to be carried out. */
export const releaseMessage = z.strictObject({ legalEntity: legalEntityId, hold: holdId });

/** What a queue may delay a message by. */
const mostSeconds = 900;

/** To be delivered when the delay has ended, by the clock of whoever sends it; the one who gets it looks again. */
export function finishReleaseMessage(legalEntity: AuthorizedEntity, hold: HoldId, until: string): Message {
  const body = { legalEntity, hold };
  const seconds = Math.ceil((Date.parse(until) - Date.now()) / 1_000);
  const delaySeconds = Math.min(Math.max(seconds, 0), mostSeconds);
  return { body, group: hold, id: JSON.stringify(body), delaySeconds };
}
