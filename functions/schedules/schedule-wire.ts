import * as z from 'zod/mini';
import { weekdays, type Days, type ScheduledKind } from '../../domain/schedule.ts';
import { customerChoice } from '../customer-choice.ts';
import { startHoldForcing } from '../start-hold-forcing/contract.ts';
import { startReconciliation } from '../start-reconciliation/contract.ts';
import { startStatisticsCalculation } from '../start-statistics-calculation/contract.ts';
import { unchanging } from '../unchanging.ts';
import { civilDate, jobId, legalEntityId, scheduleId } from '../wire.ts';

const mostMonths = 1_200;

/** What each kind is asked by a schedule: as on request, but where a date would stand still. A kind without a row does not compile. */
const tasks = {
  'evaluate-for-release': z.strictObject({ kind: z.literal('evaluate-for-release'), customers: customerChoice }),
  'force-hold': z.safeExtend(startHoldForcing.body, { kind: z.literal('force-hold') }),
  'calculate-balance-statistics': z.safeExtend(startStatisticsCalculation.body, {
    kind: z.literal('calculate-balance-statistics'),
  }),
  'update-risk-scores': z.strictObject({ kind: z.literal('update-risk-scores'), customers: customerChoice }),
  'delete-statistics': z.strictObject({
    kind: z.literal('delete-statistics'),
    keepMonths: z
      .int()
      .check(
        z.minimum(1),
        z.maximum(mostMonths),
        z.describe('Month ends from so many months before that day on stay.'),
      ),
  }),
  'find-review-work': z.strictObject({ kind: z.literal('find-review-work'), customers: customerChoice }),
  reconcile: z.safeExtend(startReconciliation.body, { kind: z.literal('reconcile') }),
} as const satisfies { readonly [K in ScheduledKind]: z.ZodMiniType };
type Task = (typeof tasks)[ScheduledKind];

const days = z.discriminatedUnion('every', [
  z.strictObject({ every: z.literal('day') }),
  z.strictObject({
    every: z.literal('week'),
    on: unchanging(
      z.array(z.enum(weekdays)).check(
        z.minLength(1),
        z.refine((named) => new Set(named).size === named.length, 'must name each day once'),
      ),
    ),
  }),
  z.strictObject({
    every: z.literal('month'),
    day: z.int().check(z.minimum(1), z.maximum(31), z.describe('The last one of a month that is shorter.')),
  }),
]) satisfies z.ZodMiniType<Days>;

/** §14 */
export const scheduleSchema = z
  .strictObject({
    task: z.discriminatedUnion('kind', Object.values(tasks) as unknown as readonly [Task, ...Task[]]),
    days,
    time: z
      .string()
      .check(
        z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time from 00:00 to 23:59'),
        z.describe("In the legal entity's time zone: it is started then or up to five minutes later."),
        z.meta({ examples: ['04:30'] }),
      ),
    isOn: z._default(z.boolean(), true),
  })
  .check(z.meta({ examples: [{ task: { kind: 'reconcile' }, days: { every: 'day' }, time: '04:30', isOn: true }] }));

export type ScheduleDefinition = z.output<typeof scheduleSchema>;
export type ScheduledTask = ScheduleDefinition['task'];

const problem = z.nullable(z.strictObject({ type: z.string(), title: z.string() }));

/** A schedule with how far it is. */
export const scheduleView = z.safeExtend(scheduleSchema, {
  schedule: scheduleId,
  setBy: z.string().check(z.describe('In whose name its jobs are started, as long as they may start them.')),
  nextOn: z
    .nullable(civilDate)
    .check(z.describe('Null where it is off; a day that is past or today where it is late.')),
  last: z
    .nullable(
      z.strictObject({
        on: civilDate.check(z.describe('The day that was due.')),
        at: z.string().check(z.meta({ format: 'date-time' })),
        job: z.nullable(jobId),
        problem: problem.check(z.describe('Why no job was started then.')),
      }),
    )
    .check(z.describe('Null where it never was due.')),
});

export const scheduleParams = z.strictObject({ legalEntity: legalEntityId, schedule: scheduleId });
