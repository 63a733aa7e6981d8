import type { Job, JobKind } from '../domain/job.ts';
import type { JobId, LegalEntityId, Subject } from '../domain/ids.ts';
import { contentHash } from './store/hash.ts';

export type AskedJob = {
  readonly kind: JobKind;
  readonly entity: LegalEntityId;
  readonly by: Subject;
  readonly asked: unknown;
  /** What makes two requests one: the job is named after it. */
  readonly key: string;
  readonly now: string;
};

const idLength = 22;

/** Under which id a job is there, or would be. */
export function jobIdOf({ entity, kind, key }: Pick<AskedJob, 'entity' | 'kind' | 'key'>): JobId {
  return contentHash({ entity, kind, key }).slice(0, idLength) as JobId;
}

/** A job that nobody has begun with. */
export function newJob(job: AskedJob): Job {
  const { kind, entity, by, asked, now } = job;
  return {
    job: jobIdOf(job),
    legalEntity: entity,
    kind,
    state: 'queued',
    asked,
    requestedBy: by,
    requestedAt: now,
    done: 0,
    outcomes: {},
    failures: 0,
  };
}
