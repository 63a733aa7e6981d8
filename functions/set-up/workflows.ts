import * as z from 'zod/mini';
import { reasonCodes } from '../../domain/evaluation.ts';
import { approvingRoles, workflowTasks, type Workflow, type WorkflowSubject } from '../../domain/workflow/workflow.ts';
import { unchanging } from '../unchanging.ts';
import { amount, code, description, subject } from '../wire.ts';
import { collection } from './collection.ts';

const mostSteps = 10;
const mostUsers = 50;
const mostCodes = 100;

/** None fits a hold for which one of the others stands. */
const fittingReasons = reasonCodes.filter((reason) => reason !== 'forced' && reason !== 'ready-to-release');

const approvals = z.int().check(z.minimum(1), z.maximum(mostUsers), z.describe('So many of those asked.'));

const step = z
  .strictObject({
    role: z.optional(z.enum(approvingRoles)),
    users: z.optional(distinct(z.array(subject), mostUsers)),
    approvals,
  })
  .check(
    z.superRefine(({ role, users }, { issues }) => {
      if ((role === undefined) !== (users === undefined)) return;
      issues.push({ code: 'custom', message: 'must name either a role or users', path: [], input: { role, users } });
    }),
  );

const condition = z.strictObject({
  amountFrom: z.optional(amount),
  amountTo: z.optional(amount),
  riskGroups: z.optional(distinct(z.array(code), mostCodes)),
  reasons: z
    .optional(distinct(z.array(z.enum(fittingReasons)), fittingReasons.length))
    .check(z.describe('Of a hold: one of its active reasons is among them.')),
});

/** §11.1 */
export const workflows = collection({
  name: 'workflows',
  id: 'workflow',
  path: 'workflows',
  noun: 'workflow',
  value: z.strictObject({
    description,
    for: z.enum(Object.keys(workflowTasks) as WorkflowSubject[]),
    rank: z
      .int()
      .check(
        z.minimum(0),
        z.maximum(1_000_000),
        z.describe('Of those that fit, the one with the lowest rank counts; each has one of its own.'),
      ),
    condition: condition.check(z.describe('What is absent may be anything; amounts are in the base currency.')),
    steps: unchanging(z.array(step).check(z.minLength(1), z.maxLength(mostSteps))),
    task: z
      .enum([...new Set(Object.values(workflowTasks).flat())])
      .check(z.describe('What is done by itself once it is approved; with `none` it may then be done by hand, once.')),
  }) as unknown as z.ZodMiniType<Workflow, Workflow>,
});

function distinct<T extends z.ZodMiniType>(list: z.ZodMiniArray<T>, most: number) {
  const isDistinct = (entries: readonly unknown[]): boolean => new Set(entries).size === entries.length;
  return unchanging(list.check(z.minLength(1), z.maxLength(most), z.refine(isDistinct, 'must name each once')));
}
