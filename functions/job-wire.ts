import * as z from 'zod/mini';
import { jobKinds, jobStates, type Job } from '../domain/job.ts';
import { jobId, legalEntityId } from './wire.ts';

const instant = z.string().check(z.meta({ format: 'date-time' }));

/** §9.1: how far work in the background is. */
export const jobView = z
  .strictObject({
    job: jobId,
    legalEntity: legalEntityId,
    kind: z.enum(jobKinds),
    state: z.enum(jobStates),
    asked: z.record(z.string(), z.unknown()),
    requestedBy: z.string(),
    requestedAt: instant,
    endedAt: z.nullable(instant),
    total: z.nullable(z.int()).check(z.describe('How many there are to work on; null until that is known.')),
    done: z.int(),
    outcomes: z.record(z.string(), z.int()).check(z.describe('How many came out how.')),
    problem: z
      .nullable(z.strictObject({ type: z.string(), title: z.string() }))
      .check(z.describe('Why it failed. Mend that and have it tried again: it goes on where it stopped.')),
  })
  .check(z.meta({ id: 'Job' }));

export function jobOnWire(job: Job): z.input<typeof jobView> {
  const { failures: _, asked, ...shown } = job;
  return {
    ...shown,
    asked: asked as Record<string, unknown>,
    outcomes: { ...job.outcomes },
    endedAt: job.endedAt ?? null,
    total: job.total ?? null,
    problem: job.problem ?? null,
  };
}

/** One result; what it says beside its outcome depends on the kind of the job. */
export const jobResult = z.looseObject({ outcome: z.string() });
