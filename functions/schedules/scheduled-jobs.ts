import { addMonths, type CivilDate } from '../../domain/civil-date.ts';
import { Refusal, refuse } from '../../domain/refusal.ts';
import type { ScheduledKind } from '../../domain/schedule.ts';
import { checkDeletable } from '../../domain/statistics/delete-older.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { checkCodes } from '../start-hold-forcing/check-codes.ts';
import { checkScoring } from '../start-risk-score-update/check-scoring.ts';
import { currentRulebook } from '../store/rulebook.ts';
import type { ScheduledTask } from './schedule-wire.ts';

type TaskOf<K extends ScheduledKind> = Omit<Extract<ScheduledTask, { readonly kind: K }>, 'kind'>;

/** When a job is asked for: the business date, and the instant (ISO 8601 UTC) that it is the date of. */
export type AskedOn = { readonly today: CivilDate; readonly now: string };

type Scheduled<K extends ScheduledKind> = {
  /** What the job is asked, as a request of that day would ask. */
  readonly asked: (task: TaskOf<K>, on: AskedOn) => unknown;
  /** What would refuse the request. */
  readonly check?: (entity: AuthorizedEntity, task: TaskOf<K>, on: AskedOn) => Promise<void>;
};

const asItIs = (task: object): unknown => task;

/** How jobs of each kind go by a schedule. One without a row does not compile. */
const scheduledJobs: { readonly [K in ScheduledKind]: Scheduled<K> } = {
  'evaluate-for-release': { asked: asItIs },
  'force-hold': { asked: asItIs, check: checkCodes },
  'calculate-balance-statistics': { asked: asItIs },
  'update-risk-scores': { asked: asItIs, check: checkScoring },
  'delete-statistics': {
    asked: (task, on) => ({ olderThan: olderThan(task, on) }),
    check: async (entity, task, on) => checkDeletable(await currentRulebook(entity), on.now, olderThan(task, on)),
  },
  'find-review-work': { asked: asItIs },
  reconcile: { asked: asItIs },
};

function olderThan({ keepMonths }: TaskOf<'delete-statistics'>, { today }: AskedOn): CivilDate {
  return addMonths(today, -keepMonths);
}

export function askedBySchedule({ kind, ...task }: ScheduledTask, on: AskedOn): unknown {
  return (scheduledJobs[kind] as Scheduled<ScheduledKind>).asked(task as TaskOf<ScheduledKind>, on);
}

/** Refuses what a request would be refused for on that day. */
export async function checkScheduled(
  entity: AuthorizedEntity,
  { kind, ...task }: ScheduledTask,
  on: AskedOn,
): Promise<void> {
  const { check } = scheduledJobs[kind] as Scheduled<ScheduledKind>;
  try {
    await check?.(entity, task as TaskOf<ScheduledKind>, on);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code, details } = error as Refusal;
    if (code !== 'unknown-reference') throw error;
    const { pointer, kind: named, value } = details as { readonly [K in 'pointer' | 'kind' | 'value']: string };
    throw refuse('unknown-reference', { pointer: `/task${pointer}`, kind: named, value });
  }
}
