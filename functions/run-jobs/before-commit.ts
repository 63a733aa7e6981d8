import type { JobId } from '../../domain/ids.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { keepVerdictsOnce, readVerdicts } from '../store/imports.ts';

/** Of the rows of a slice, for which ones there was something to do before the job carried out any. */
type BeforeCommit = { readonly wasToDo: readonly boolean[]; readonly isResumed: boolean };

/**
 * Kept before the first row is carried out: whoever goes on after an interruption finds rows done, and tells by this which ones the
 * job did itself from those that were so already.
 */
export async function beforeCommit(
  entity: AuthorizedEntity,
  { job, row }: { readonly job: JobId; readonly row: number },
  look: () => Promise<readonly boolean[]>,
): Promise<BeforeCommit> {
  const kept = await readVerdicts<readonly boolean[]>(entity, job, row);
  if (kept !== undefined) return { wasToDo: kept, isResumed: true };
  const wasToDo = await look();
  if (await keepVerdictsOnce(entity, job, row, wasToDo)) return { wasToDo, isResumed: false };
  return beforeCommit(entity, { job, row }, look);
}
