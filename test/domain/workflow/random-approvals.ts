import type { ApprovalRequest } from '../../../domain/workflow/approval-request.ts';
import type * as changeApproval from '../../../domain/workflow/change-approval.ts';
import type { ChangedApproval } from '../../../domain/workflow/change-approval.ts';
import type { WorkflowStep } from '../../../domain/workflow/workflow.ts';
import { between, oneOf, seeded } from '../../simulation/random.ts';
import { aWorkflow, at, subject, users } from './an-approval.ts';
import { approvalsIn, isAllowed, placeOf, stateOf, type Attempt, type Done, type History } from './naive-approval.ts';

/** What is tried out: the domain as it is, or a copy with a defect. */
export type Approvals = typeof changeApproval;

const people = ['ann', 'bob', 'cem', 'dora', 'eve'] as const;
const someRoles = [
  ['credit-manager'],
  ['credit-manager'],
  ['credit-clerk'],
  ['credit-clerk', 'credit-manager'],
  ['credit-admin'],
  [],
] as const;
const often = (action: string, count: number) => Array.from({ length: count }, () => action);
const actions = [
  ...often('approve', 6),
  ...often('delegate', 2),
  ...often('resubmit', 2),
  'reject',
  'send-back',
  'recall',
  'carry-out',
  'permit',
  'fail',
];

type Random = () => number;
/** Who has which roles changes while a request is under way. */
type Roles = Map<string, readonly string[]>;

/** So many actions that most requests come to an end. */
const mostActions = 24;
/** A request in so many ends because its order changes. */
const seldom = 200;

/** Plays one random request to its end; says what it broke, or how it ended. */
export function playedRequest(
  approvals: Approvals,
  seed: number,
): { readonly violation?: string; readonly end: string } {
  const random = seeded(seed);
  const roles: Roles = new Map(people.map((person) => [person, oneOf(random, someRoles)]));
  const requester = oneOf(random, people);
  const steps = Array.from({ length: between(random, 1, 3) }, () => stepOf(random));
  const task = random() < 0.5 ? 'none' : 'release-without-posting';
  const fitting = { id: 'W', workflow: aWorkflow({ steps, task }) };
  const begin = () => approvals.submitted('A' as never, fitting, subject(requester), { at });
  const first = accepted(begin);
  const isImpossible = steps.some(({ users: asked, approvals: wanted }) => {
    return asked !== undefined && asked.filter((user) => user !== requester).length < wanted;
  });
  if ((first === undefined) !== isImpossible) return { violation: 'a step for its requester alone', end: 'submitted' };
  if (first === undefined) return { end: 'refused' };

  let request = first.request;
  const done: Done[] = [];
  const history: History = { requester, steps, hasTask: task !== 'none', done };
  for (let count = 0; count < mostActions; count += 1) {
    if (random() < 0.3) roles.set(oneOf(random, people), oneOf(random, someRoles));
    if (between(random, 1, seldom) === 1) return { end: 'void' };
    const attempt = { action: oneOf(random, actions), by: oneOf(random, people), to: oneOf(random, people) };
    const rolesOf = (person: string) => roles.get(person) ?? [];
    const wanted = isAllowed(history, attempt, rolesOf);
    const change = accepted(() => act(approvals, request, attempt, rolesOf, fitting));
    const said = `${attempt.action} by ${attempt.by} to ${attempt.to} in ${JSON.stringify(history)}`;
    if (change !== undefined) done.push(doneBy(attempt, history));
    const violation =
      invariantBroken(history) ?? (wanted === (change !== undefined) ? undefined : 'AsToldByItsHistory');
    if (violation !== undefined) return { violation: `${violation}: ${said}`, end: request.state };
    if (change === undefined) continue;
    request = change.request;
    const [state, { step }] = [stateOf(history), placeOf(history)];
    if (request.state !== state) return { violation: `State ${request.state}: ${said}`, end: request.state };
    if (request.step !== step) return { violation: `Step ${request.step}: ${said}`, end: request.state };
  }
  return { end: request.state };
}

function stepOf(random: Random): WorkflowStep {
  const approvals = between(random, 1, 2);
  if (random() < 0.5) return { role: random() < 0.7 ? 'credit-manager' : 'credit-clerk', approvals };
  const asked = people.filter(() => random() < 0.6);
  return { users: users(...(asked.length < approvals ? people : asked)), approvals };
}

function act(
  approvals: Approvals,
  request: ApprovalRequest,
  { action, by, to }: Attempt,
  rolesOf: (person: string) => readonly string[],
  fitting: Parameters<Approvals['submitted']>[1],
): ChangedApproval {
  const person = (name: string) => ({ subject: subject(name), roles: rolesOf(name) });
  const said = { at };
  const acts: Readonly<Record<string, () => ChangedApproval>> = {
    approve: () => approvals.approved(request, person(by), said),
    reject: () => approvals.rejected(request, person(by), said),
    'send-back': () => approvals.sentBack(request, person(by), said),
    delegate: () => approvals.delegated(request, person(by), person(to), said),
    resubmit: () => approvals.resubmitted(request, () => fitting, subject(by), said),
    recall: () => approvals.recalled(request, person(by), said),
    'carry-out': () => approvals.carriedOut(request, subject(by), said),
    permit: () => approvals.permitted(request, subject(by), said),
    fail: () => approvals.failed(request, { type: 'busy', title: 'busy' }, subject(by), said),
  };
  const found = acts[action];
  if (found === undefined) throw new Error(`there is no action ${action}`);
  return found();
}

function accepted(what: () => ChangedApproval): ChangedApproval | undefined {
  try {
    return what();
  } catch (error) {
    // A copy of the domain has a class of its own.
    if (error instanceof Error && error.name === 'Refusal') return undefined;
    throw error;
  }
}

function doneBy({ action, by, to }: Attempt, history: History): Done {
  const { round, step } = placeOf(history);
  return {
    action,
    by,
    to: action === 'delegate' ? to : undefined,
    round: action === 'resubmit' ? round + 1 : round,
    step,
  };
}

const terminal = ['reject', 'recall', 'carry-out'];

/** What holds whatever the model says of who may do what. */
function invariantBroken({ requester, steps, done }: History): string | undefined {
  const last = done.at(-1);
  if (last === undefined) return undefined;
  if (last.by === requester && last.action === 'approve') return 'NoSelfApproval';
  if (last.to === requester) return 'NoDelegationToRequester';
  const approvers = approvalsIn(done, last);
  if (new Set(approvers).size < approvers.length) return 'NoDoubleApproval';
  if (approvers.length > (steps[last.step]?.approvals ?? 0)) return 'NoApprovalTooMany';
  return done.slice(0, -1).some(({ action }) => terminal.includes(action)) ? 'OneTerminalApproval' : undefined;
}
