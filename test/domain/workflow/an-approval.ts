import type { ApprovalRequestId, Subject } from '../../../domain/ids.ts';
import type { Approver } from '../../../domain/workflow/approvers.ts';
import { submitted } from '../../../domain/workflow/change-approval.ts';
import type { Workflow } from '../../../domain/workflow/workflow.ts';

export const at = '2026-06-15T10:00:00.000Z';

/** One step, which any manager may do, and nothing by itself after it. */
export function aWorkflow(changes: Partial<Workflow> = {}): Workflow {
  return {
    description: 'Somebody else looks',
    for: 'hold-release',
    rank: 1,
    condition: {},
    steps: [{ role: 'credit-manager', approvals: 1 }],
    task: 'none',
    ...changes,
  };
}

export function subject(name: string): Subject {
  return name as Subject;
}

export function users(...names: readonly string[]): readonly Subject[] {
  return names.map(subject);
}

export function manager(name: string): Approver {
  return { subject: subject(name), roles: ['credit-manager'] };
}
export function clerk(name: string): Approver {
  return { subject: subject(name), roles: ['credit-clerk'] };
}

/** A request that `rita` made. */
export function aRequest(changes: Partial<Workflow> = {}) {
  const fitting = { id: 'W', workflow: aWorkflow(changes) };
  return submitted('A1' as ApprovalRequestId, fitting, subject('rita'), { at }).request;
}
