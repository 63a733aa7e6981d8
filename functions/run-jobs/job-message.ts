import * as z from 'zod/mini';
import type { JobId } from '../../domain/ids.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { jobId, legalEntityId } from '../wire.ts';

/** Which job is to be worked on. */
export const jobMessage = z.strictObject({ legalEntity: legalEntityId, job: jobId });

/** One worker at a time works on a job: its messages are one group. `version` makes each asking one of its own. */
export function runJobMessage(legalEntity: AuthorizedEntity, job: JobId, version: string) {
  const group = JSON.stringify([legalEntity, job]);
  return { body: { legalEntity, job }, group, id: JSON.stringify([legalEntity, job, version]) };
}
