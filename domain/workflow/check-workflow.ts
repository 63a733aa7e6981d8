import { parseAmount } from '../money.ts';
import type { SetUpProblem } from '../set-up/set-up-problem.ts';
import { mayApprove, type Approver } from './approvers.ts';
import { workflowTasks, type Workflow, type WorkflowStep } from './workflow.ts';

/** What a workflow contradicts in itself or among the others of its legal entity. */
export function checkWorkflow(
  id: string,
  workflow: Workflow,
  others: Readonly<Record<string, Workflow>>,
  currency: string,
): readonly SetUpProblem[] {
  const isSameRank = ([other, { for: subject, rank }]: readonly [string, Workflow]): boolean =>
    other !== id && subject === workflow.for && rank === workflow.rank;
  const tasks: readonly string[] = workflowTasks[workflow.for];
  return [
    ...(Object.entries(others).some(isSameRank) ? [{ pointer: '/rank', code: 'rank-taken' }] : []),
    ...(tasks.includes(workflow.task) ? [] : [{ pointer: '/task', code: 'task-of-another-kind' }]),
    ...conditionProblems(workflow, currency),
    ...workflow.steps.flatMap(stepProblems),
  ];
}

/** §11.1: steps that nobody could do, given everybody who has a role in the legal entity. */
export function checkPeople(steps: readonly WorkflowStep[], people: readonly Approver[]): readonly SetUpProblem[] {
  const approvers = people.filter(mayApprove);
  return steps.flatMap(({ role, users, approvals }, step) => {
    if (users === undefined) {
      const { length } = approvers.filter(({ roles }) => roles.includes(role));
      return length < approvals ? [{ pointer: `/steps/${step}/approvals`, code: 'too-few-people' }] : [];
    }
    return users.flatMap((user, index) =>
      approvers.some(({ subject }) => subject === user)
        ? []
        : [{ pointer: `/steps/${step}/users/${index}`, code: 'may-not-approve' }],
    );
  });
}

function conditionProblems({ condition, for: subject }: Workflow, currency: string): readonly SetUpProblem[] {
  const bounds = (['amountFrom', 'amountTo'] as const).map((name) => {
    const text = condition[name];
    return { name, text, amount: text === undefined ? undefined : parseAmount(text, currency) };
  });
  const problems = bounds.flatMap(({ name, text, amount }) => {
    if (text === undefined) return [];
    if (amount === undefined) return [{ pointer: `/condition/${name}`, code: 'amount-does-not-fit-currency' }];
    return amount < 0n ? [{ pointer: `/condition/${name}`, code: 'amount-below-zero' }] : [];
  });
  const [from, to] = bounds.map(({ amount }) => amount);
  if (from !== undefined && to !== undefined && to < from) {
    problems.push({ pointer: '/condition/amountTo', code: 'to-below-from' });
  }
  const isOfHold = subject === 'hold-release' || subject === 'hold-reject';
  if (condition.reasons !== undefined && !isOfHold) {
    problems.push({ pointer: '/condition/reasons', code: 'reasons-of-holds-only' });
  }
  return problems;
}

/** Nobody approves twice in one step. */
function stepProblems({ users, approvals }: WorkflowStep, step: number): readonly SetUpProblem[] {
  if (users === undefined || users.length >= approvals) return [];
  return [{ pointer: `/steps/${step}/approvals`, code: 'too-few-users' }];
}
