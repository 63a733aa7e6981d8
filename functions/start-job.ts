import type { Job, JobKind } from '../domain/job.ts';
import type { JobId, Subject } from '../domain/ids.ts';
import type { AuthorizedEntity } from './actor.ts';
import { contentHash } from './store/hash.ts';
import { createJob, findJob, replayedJob } from './store/jobs.ts';
import { patienceUntil } from './store/patience.ts';

type Asked = {
  readonly kind: JobKind;
  readonly entity: AuthorizedEntity;
  readonly by: Subject;
  readonly asked: unknown;
  /** What makes two requests one: the job is named after it. */
  readonly key: string;
  readonly requestHash: string;
  readonly now: string;
  readonly deadlineMs: number;
};

const idLength = 22;

/** Under which id a job is there, or would be. */
export function jobIdOf({ entity, kind, key }: Pick<Asked, 'entity' | 'kind' | 'key'>): JobId {
  return contentHash({ entity, kind, key }).slice(0, idLength) as JobId;
}

/** §9.1: the job is there, and will be worked on, when this answers; `check` is what may refuse it the first time. */
export async function startJob(
  asked: Asked,
  check?: () => Promise<unknown>,
): Promise<{ readonly job: Job; readonly isReplay: boolean }> {
  const { entity, requestHash, deadlineMs } = asked;
  if (check !== undefined) {
    const started = await findJob(entity, jobIdOf(asked));
    if (started !== undefined) return replayedJob(started, requestHash);
    await check();
  }
  return createJob(entity, newJob(asked), requestHash, patienceUntil(deadlineMs));
}

/** A job that was asked for just now. */
export function newJob(asked: Omit<Asked, 'requestHash' | 'deadlineMs'>): Job {
  const { kind, entity, by, now } = asked;
  return {
    job: jobIdOf(asked),
    legalEntity: entity,
    kind,
    state: 'queued',
    asked: asked.asked,
    requestedBy: by,
    requestedAt: now,
    done: 0,
    outcomes: {},
    failures: 0,
  };
}
