import type { ApprovalRequestId, Subject } from '../ids.ts';
import { refuse } from '../refusal.ts';
import {
  nextApprovalState,
  type ApprovalAction,
  type ApprovalEntry,
  type ApprovalProblem,
  type ApprovalRequest,
  type ApprovalState,
} from './approval-request.ts';
import { obstacleToDeciding, obstacleToDelegating, stepWithoutOthers, type Approver } from './approvers.ts';
import type { FittingWorkflow } from './fitting-workflow.ts';

/** A request as an action leaves it, and what is kept of the action. */
export type ChangedApproval = { readonly request: ApprovalRequest; readonly entry: ApprovalEntry };

/** When (ISO 8601 UTC, business time), and what was said. */
export type Said = { readonly at: string; readonly comment?: string | undefined };

/** §11.1: refused where it would wait for nobody but its requester. */
export function submitted(
  request: ApprovalRequestId,
  fitting: FittingWorkflow,
  requester: Subject,
  { at, comment }: Said,
): ChangedApproval {
  const from = { request, requester, requestedAt: at, entries: 0 };
  return logged(begun(from, fitting), 'submit', requester, { at, comment });
}

/** §11.2, §11.3: with the last approval of a step the next one begins, with that of the last step what was asked may be done. */
export function approved(request: ApprovalRequest, approver: Approver, said: Said): ChangedApproval {
  const end = afterDecision(request, approver, 'approve');
  const approvedBy = [...request.approvedBy, approver.subject];
  return logged(afterApproval({ ...request, approvedBy }, end), 'approve', approver.subject, said, request.step);
}

export function rejected(request: ApprovalRequest, approver: Approver, said: Said): ChangedApproval {
  const state = afterDecision(request, approver, 'reject');
  return logged({ ...request, state }, 'reject', approver.subject, said);
}

/** To its requester, who may submit it again. */
export function sentBack(request: ApprovalRequest, approver: Approver, said: Said): ChangedApproval {
  const state = afterDecision(request, approver, 'send-back');
  return logged({ ...request, state }, 'send-back', approver.subject, said);
}

/** §1.5: the delegate decides in this step in the place of who delegates; never the requester. */
export function delegated(request: ApprovalRequest, approver: Approver, to: Approver, said: Said): ChangedApproval {
  const state = afterDecision(request, approver, 'delegate');
  const obstacle = obstacleToDelegating(request, to);
  if (obstacle !== undefined) throw obstacle;
  if (request.entries >= mostEntries) throw refuse('approval-too-long', { maximum: mostEntries });
  const delegations = [...request.delegations, { from: approver.subject, to: to.subject }];
  const { entry, ...changed } = logged({ ...request, state, delegations }, 'delegate', approver.subject, said);
  return { ...changed, entry: { ...entry, to: to.subject } };
}

/** Only its requester submits it again, when it came back. */
export function assertResubmittable(request: ApprovalRequest, by: Subject): void {
  moved(request, 'resubmit');
  if (by !== request.requester) throw refuse('not-the-requester', {});
}

/** By its requester, from the first step on, with the workflow that fits now; `fitting` throws where there is none. */
export function resubmitted(
  request: ApprovalRequest,
  fitting: () => FittingWorkflow,
  by: Subject,
  said: Said,
): ChangedApproval {
  assertResubmittable(request, by);
  if (request.entries >= mostEntries) throw refuse('approval-too-long', { maximum: mostEntries });
  return logged(begun(request, fitting()), 'resubmit', by, said);
}

/** By its requester; by a manager too, so that nothing stays held because its requester is gone. */
export function recalled(request: ApprovalRequest, { subject, roles }: Approver, said: Said): ChangedApproval {
  const state = moved(request, 'recall');
  if (subject !== request.requester && !roles.includes('credit-manager')) throw refuse('not-the-requester', {});
  return logged({ ...request, state }, 'recall', subject, said);
}

/** §11.3: what was asked is done. */
export function carriedOut(request: ApprovalRequest, by: Subject, said: Said): ChangedApproval {
  return logged({ ...request, state: moved(request, 'carry-out') }, 'carry-out', by, said);
}

/** §8.7: a release that can still be withdrawn has begun by itself; withdrawn, it can be made by hand. */
export function permitted(request: ApprovalRequest, by: Subject, said: Said): ChangedApproval {
  return logged({ ...request, state: moved(request, 'permit') }, 'permit', by, said);
}

/** §11.3: the task could not be done: the request says why. */
export function failed(request: ApprovalRequest, problem: ApprovalProblem, by: Subject, said: Said): ChangedApproval {
  const { entry, ...changed } = logged({ ...request, state: moved(request, 'fail'), problem }, 'fail', by, said);
  return { ...changed, entry: { ...entry, problem } };
}

/** People who pass a request on for ever would make it larger than what it is kept in. */
const mostEntries = 200;

type Beginning = Pick<ApprovalRequest, 'request' | 'requester' | 'requestedAt' | 'entries'>;

/** At the first step, with nothing of an earlier round. */
function begun(
  { request, requester, requestedAt, entries }: Beginning,
  { id, workflow: { steps, task } }: FittingWorkflow,
): ApprovalRequest {
  const step = stepWithoutOthers({ steps, requester });
  if (step !== undefined) throw refuse('no-other-approver', { workflow: id, step });
  const nothing = { step: 0, approvedBy: [], delegations: [] };
  return { request, workflow: id, steps, task, requester, requestedAt, state: 'in-progress', ...nothing, entries };
}

function afterApproval(request: ApprovalRequest, end: ApprovalState): ApprovalRequest {
  const { steps, step, approvedBy, task } = request;
  if (approvedBy.length < (steps[step]?.approvals ?? 0)) return request;
  if (step + 1 < steps.length) return { ...request, step: step + 1, approvedBy: [], delegations: [] };
  return { ...request, state: task === 'none' ? end : 'carrying-out' };
}

/** The state after somebody who may decide does. */
function afterDecision(request: ApprovalRequest, approver: Approver, action: ApprovalAction): ApprovalState {
  const state = moved(request, action);
  const obstacle = obstacleToDeciding(request, approver);
  if (obstacle !== undefined) throw obstacle;
  return state;
}

function moved({ state }: ApprovalRequest, action: ApprovalAction): ApprovalState {
  const next = nextApprovalState(state, action);
  if (next === undefined) throw refuse('approval-not-in-state', { state, action });
  return next;
}

/** `step`: where it was done. */
function logged(
  request: ApprovalRequest,
  action: ApprovalAction,
  by: Subject,
  { at, comment }: Said,
  step = request.step,
): ChangedApproval {
  const number = request.entries + 1;
  return { request: { ...request, entries: number }, entry: { number, action, by, at, step, comment } };
}
