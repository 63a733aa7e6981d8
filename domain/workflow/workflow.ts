import type { ReasonCode } from '../evaluation.ts';
import type { Subject } from '../ids.ts';

/** §11.1: what may need approval, and what can be done by itself once it is approved. */
export const workflowTasks = {
  'hold-release': ['none', 'release-with-posting', 'release-without-posting'],
  'hold-reject': ['none', 'reject'],
  adjustment: ['none', 'post'],
  'adjustment-line': ['none'],
} as const;
export type WorkflowSubject = keyof typeof workflowTasks;
export type WorkflowTask = (typeof workflowTasks)[WorkflowSubject][number];

/** §1.2: who may be asked; the others change nothing, or set up what is asked. */
export const approvingRoles = ['credit-clerk', 'credit-manager'] as const;
export type ApprovingRole = (typeof approvingRoles)[number];

/** So many of those asked must approve before the next step. */
export type WorkflowStep = { readonly approvals: number } & (
  | { readonly role: ApprovingRole; readonly users?: never }
  | { readonly users: readonly Subject[]; readonly role?: never }
);

/** All of it must be so; what is absent may be anything. Amounts in the legal entity's currency, both ends included. */
export type WorkflowCondition = {
  readonly amountFrom?: string | undefined;
  readonly amountTo?: string | undefined;
  readonly riskGroups?: readonly string[] | undefined;
  /** Of a hold: one of its active reasons is among these. */
  readonly reasons?: readonly ReasonCode[] | undefined;
};

/** §11.1: what needs whose approval. Of those that fit, the one with the lowest rank counts. */
export type Workflow = {
  readonly description: string;
  readonly for: WorkflowSubject;
  readonly rank: number;
  readonly condition: WorkflowCondition;
  readonly steps: readonly WorkflowStep[];
  readonly task: WorkflowTask;
};
