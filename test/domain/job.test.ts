import { describe, expect, it } from 'vitest';
import {
  cancelled,
  failed,
  faltered,
  finished,
  hasEnded,
  jobStates,
  maxFailures,
  nextJobState,
  planned,
  progressed,
  retried,
  type Job,
  type JobAction,
} from '../../domain/job.ts';
import type { JobId, LegalEntityId, Subject } from '../../domain/ids.ts';

const now = '2026-06-15T10:00:00.000Z';
const problem = { type: 'urn:test', title: 'Test' };

function aJob(wishes: Partial<Job> = {}): Job {
  return {
    job: 'J1' as JobId,
    legalEntity: 'HQ' as LegalEntityId,
    kind: 'evaluate-for-release',
    state: 'queued',
    asked: {},
    requestedBy: 'ann' as Subject,
    requestedAt: now,
    done: 0,
    outcomes: {},
    failures: 0,
    ...wishes,
  };
}

describe('the states of a job', () => {
  const allowed: Readonly<Record<string, string>> = {
    'queued start': 'running',
    'queued fail': 'failed',
    'queued cancel': 'cancelled',
    'queued retry': 'queued',
    'running finish': 'done',
    'running fail': 'failed',
    'running cancel': 'cancelled',
    'running retry': 'queued',
    'failed retry': 'queued',
    'failed cancel': 'cancelled',
    'cancelled retry': 'queued',
  };
  const actions: readonly JobAction[] = ['start', 'finish', 'fail', 'cancel', 'retry'];
  const pairs = jobStates.flatMap((state) => actions.map((action) => [state, action] as const));

  it.each(pairs)('%s: %s', (state, action) => {
    expect(nextJobState(state, action)).toBe(allowed[`${state} ${action}`]);
  });

  it('are over where nobody works on it', () => {
    expect(jobStates.filter((state) => hasEnded(aJob({ state })))).toEqual(['done', 'failed', 'cancelled']);
  });
});

describe('a job', () => {
  it('counts what came out how', () => {
    const job = progressed(planned(aJob(), 3), [{ outcome: 'released' }, { outcome: 'unchanged' }]);
    expect(progressed(job, [{ outcome: 'released' }])).toMatchObject({
      state: 'running',
      total: 3,
      done: 3,
      outcomes: { released: 2, unchanged: 1 },
    });
  });

  it('fails at the last of too many failures in a row, and a step that went well starts the count again', () => {
    let job = planned(aJob(), 2);
    for (let failure = 1; failure < maxFailures; failure += 1) job = faltered(job, problem, now);
    expect(job.state).toBe('running');
    expect(faltered(job, problem, now)).toMatchObject({ state: 'failed', problem, endedAt: now });
    expect(faltered(progressed(job, []), problem, now)).toMatchObject({ state: 'running', failures: 1 });
  });

  it('goes on where it stopped, with nothing left of how it ended', () => {
    const job = progressed(planned(aJob(), 2), [{ outcome: 'released' }]);
    for (const ended of [failed(job, problem, now), cancelled(job, now)]) {
      const again = retried(ended);
      expect(again).toEqual({ ...job, state: 'queued', problem: undefined, endedAt: undefined });
    }
  });

  it('that has ended refuses what its state does not allow', () => {
    const job = finished(planned(aJob(), 0), now);
    const details = { state: 'done', action: 'cancel' };
    expect(() => cancelled(job, now)).toThrow(expect.objectContaining({ code: 'job-not-in-state', details }));
  });
});
