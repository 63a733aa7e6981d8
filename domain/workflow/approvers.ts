import type { Subject } from '../ids.ts';
import { refuse, type Refusal } from '../refusal.ts';
import type { ApprovalRequest } from './approval-request.ts';
import { approvingRoles } from './workflow.ts';

/** A person, with the roles that they have in the legal entity now. */
export type Approver = { readonly subject: Subject; readonly roles: readonly string[] };

/** Whether somebody with these roles can approve anything in the legal entity. */
export function mayApprove({ roles }: Pick<Approver, 'roles'>): boolean {
  return approvingRoles.some((role) => roles.includes(role));
}

/** What decides who may decide on a request. */
export type AskedOf = Pick<ApprovalRequest, 'requester' | 'steps' | 'step' | 'approvedBy' | 'delegations'>;

/** §1.5, §11.2: why a person may not decide in the step that a request waits at; `undefined` where they may. */
export function obstacleToDeciding(request: AskedOf, approver: Approver): Refusal | undefined {
  const { subject } = approver;
  if (subject === request.requester) return refuse('own-request', {});
  if (request.approvedBy.includes(subject)) return refuse('already-approved', {});
  return isAsked(request, approver) ? undefined : refuse('not-an-approver', {});
}

/** §11.2, §1.5: why somebody cannot decide in the place of one who may; `undefined` where they can. */
export function obstacleToDelegating(request: AskedOf, to: Approver): Refusal | undefined {
  if (to.subject === request.requester) return refuse('unfit-delegate', { because: 'requester' });
  if (request.approvedBy.includes(to.subject)) return refuse('unfit-delegate', { because: 'has-approved' });
  if (!mayApprove(to)) return refuse('unfit-delegate', { because: 'may-not-approve' });
  return isAsked(request, to) ? refuse('unfit-delegate', { because: 'asked-already' }) : undefined;
}

/** Who gave their place to another has it no more, and the other has it. */
function isAsked(
  { steps, step, delegations }: Pick<AskedOf, 'steps' | 'step' | 'delegations'>,
  { subject, roles }: Approver,
): boolean {
  if (!mayApprove({ roles })) return false;
  const last = delegations.findLast(({ from, to }) => from === subject || to === subject);
  if (last !== undefined) return last.to === subject;
  const asked = steps[step];
  if (asked === undefined) return false;
  return asked.users === undefined ? roles.includes(asked.role) : asked.users.includes(subject);
}

/**
 * §1.5: the step that cannot be done without its requester, since too few others are asked. `people`: everybody who has a role now, where
 * that is known.
 */
export function stepWithoutOthers(
  { steps, requester }: Pick<AskedOf, 'steps' | 'requester'>,
  people?: readonly Approver[],
): number | undefined {
  const others = people?.filter(({ subject }) => subject !== requester);
  const found = steps.findIndex(({ users, approvals }, step) => {
    const asked =
      others?.filter((one) => isAsked({ steps, step, delegations: [] }, one)) ??
      users?.filter((user) => user !== requester);
    return asked !== undefined && asked.length < approvals;
  });
  return found < 0 ? undefined : found;
}
