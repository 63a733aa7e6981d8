import type { ApprovalRequestId, Subject } from '../ids.ts';
import type { WorkflowStep, WorkflowTask } from './workflow.ts';

/**
 * §11.2, §11.3. `approved`: what was asked may be done by hand, once. `carrying-out`: it is being done by itself. `failed`: that could
 * not be done.
 */
export const approvalStates = [
  'in-progress',
  'sent-back',
  'carrying-out',
  'failed',
  'approved',
  'carried-out',
  'rejected',
  'recalled',
  'void',
] as const;
export type ApprovalState = (typeof approvalStates)[number];

export const approvalActions = [
  'submit',
  'approve',
  'reject',
  'send-back',
  'delegate',
  'resubmit',
  'recall',
  'permit',
  'carry-out',
  'fail',
  'void',
] as const;
export type ApprovalAction = (typeof approvalActions)[number];

/** `approve` leads on only with the last approval of the last step, to `carrying-out` where a task follows. */
const transitions: Readonly<Record<ApprovalState, Partial<Record<ApprovalAction, ApprovalState>>>> = {
  'in-progress': {
    approve: 'approved',
    reject: 'rejected',
    'send-back': 'sent-back',
    delegate: 'in-progress',
    recall: 'recalled',
    void: 'void',
  },
  'sent-back': { resubmit: 'in-progress', recall: 'recalled', void: 'void' },
  'carrying-out': { recall: 'recalled', permit: 'approved', 'carry-out': 'carried-out', fail: 'failed', void: 'void' },
  failed: { resubmit: 'in-progress', recall: 'recalled', void: 'void' },
  approved: { 'carry-out': 'carried-out', void: 'void' },
  'carried-out': {},
  rejected: {},
  recalled: {},
  void: {},
};

/** The state after an action, or `undefined` where the state does not allow it. */
export function nextApprovalState(state: ApprovalState, action: ApprovalAction): ApprovalState | undefined {
  return transitions[state][action];
}

/** While it is in one of these, what it is about refers to it. */
export const liveApprovalStates = approvalStates.filter((state) => Object.keys(transitions[state]).length > 0);

/** Of the step that a request waits at: who asked whom to decide in their place. */
export type Delegation = { readonly from: Subject; readonly to: Subject };

/** Why a task could not be done, as a problem document says it. */
export type ApprovalProblem = {
  readonly type: string;
  readonly title: string;
  /** Of a journal: the lines that stop its posting. */
  readonly lines?: readonly { readonly line: string; readonly code: string }[] | undefined;
};

/** §11: that something is approved, with the steps of its workflow as they were when it was submitted. */
export type ApprovalRequest = {
  readonly request: ApprovalRequestId;
  readonly workflow: string;
  readonly steps: readonly WorkflowStep[];
  readonly task: WorkflowTask;
  readonly requester: Subject;
  /** ISO 8601 UTC, business time. */
  readonly requestedAt: string;
  readonly state: ApprovalState;
  /** Which of the steps it waits at, or waited at last. */
  readonly step: number;
  /** Who has approved in that step. */
  readonly approvedBy: readonly Subject[];
  readonly delegations: readonly Delegation[];
  /** Of a task that failed. */
  readonly problem?: ApprovalProblem | undefined;
  /** How often somebody did something with it. */
  readonly entries: number;
};

/** §11.2: what was done with a request, by whom and when (ISO 8601 UTC, business time). */
export type ApprovalEntry = {
  readonly number: number;
  readonly action: ApprovalAction;
  readonly by: Subject;
  readonly at: string;
  readonly step: number;
  readonly comment?: string | undefined;
  /** The delegate. */
  readonly to?: Subject | undefined;
  readonly problem?: ApprovalProblem | undefined;
};
