import type { JobId, LegalEntityId, Subject } from './ids.ts';
import { refuse } from './refusal.ts';

export const jobKinds = [
  'evaluate-for-release',
  'force-hold',
  'check-import',
  'commit-import',
  'calculate-balance-statistics',
  'update-risk-scores',
  'delete-statistics',
  'generate-adjustment-lines',
  'post-adjustment',
  'reconcile',
  'find-review-work',
] as const;
export type JobKind = (typeof jobKinds)[number];

export const jobStates = ['queued', 'running', 'done', 'failed', 'cancelled'] as const;
export type JobState = (typeof jobStates)[number];
export type JobAction = 'start' | 'finish' | 'fail' | 'cancel' | 'retry';

const transitions: Readonly<Record<JobState, Partial<Record<JobAction, JobState>>>> = {
  // Whoever worked on it may have died for good, message and all.
  queued: { start: 'running', fail: 'failed', cancel: 'cancelled', retry: 'queued' },
  running: { finish: 'done', fail: 'failed', cancel: 'cancelled', retry: 'queued' },
  failed: { retry: 'queued', cancel: 'cancelled' },
  cancelled: { retry: 'queued' },
  done: {},
};

/** Why a job failed, as a problem document says it. */
export type JobProblem = { readonly type: string; readonly title: string };

/** §9.1, §14: work in the background, with its progress and a result for each thing that it worked on. */
export type Job = {
  readonly job: JobId;
  readonly legalEntity: LegalEntityId;
  readonly kind: JobKind;
  readonly state: JobState;
  /** What was asked, as its operation decoded it. */
  readonly asked: unknown;
  readonly requestedBy: Subject;
  /** ISO 8601 UTC, business time. */
  readonly requestedAt: string;
  readonly endedAt?: string | undefined;
  /** How many there are to work on; unknown until the job was planned. */
  readonly total?: number | undefined;
  readonly done: number;
  /** How many came out how. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** How often in a row a step failed for now. */
  readonly failures: number;
  readonly problem?: JobProblem | undefined;
};

/** One result of a job; what else it says is its kind's. */
export type JobResult = { readonly outcome: string } & Readonly<Record<string, unknown>>;

export function nextJobState(state: JobState, action: JobAction): JobState | undefined {
  return transitions[state][action];
}

export function hasEnded({ state }: Job): boolean {
  return state !== 'queued' && state !== 'running';
}

/** Somebody works on it, for the first time or again. */
export function started(job: Job): Job {
  return job.state === 'queued' ? { ...job, state: moved(job, 'start') } : job;
}

/** The job once it is known how many there are to work on. */
export function planned(job: Job, total: number): Job {
  return { ...started(job), total };
}

/** The job after one more step. */
export function progressed(job: Job, results: readonly JobResult[]): Job {
  const outcomes = { ...job.outcomes };
  for (const { outcome } of results) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  return { ...started(job), done: job.done + results.length, outcomes, failures: 0 };
}

export function finished(job: Job, now: string): Job {
  return { ...job, state: moved(job, 'finish'), endedAt: now };
}

/** So many failures in a row that another try in seconds is not likely to fare better. */
export const maxFailures = 8;

/** A step failed for now: it is tried again, unless it failed too often. */
export function faltered(job: Job, problem: JobProblem, now: string): Job {
  const failures = job.failures + 1;
  return failures < maxFailures ? { ...job, failures } : failed({ ...job, failures }, problem, now);
}

export function failed(job: Job, problem: JobProblem, now: string): Job {
  return { ...job, state: moved(job, 'fail'), problem, endedAt: now };
}

/** What is done already stays done. */
export function cancelled(job: Job, now: string): Job {
  return { ...job, state: moved(job, 'cancel'), endedAt: now };
}

/** §12.3: what has claimed limits has to give them back, and goes on to do so. */
export function withdrawn(job: Job): Job {
  moved(job, 'cancel');
  return retried(job);
}

/** A job that failed, was cancelled, or that nobody works on any more goes on where it stopped. */
export function retried(job: Job): Job {
  return { ...job, state: moved(job, 'retry'), failures: 0, problem: undefined, endedAt: undefined };
}

function moved({ state }: Job, action: JobAction): JobState {
  const next = nextJobState(state, action);
  if (next === undefined) throw refuse('job-not-in-state', { state, action });
  return next;
}
