import type * as z from 'zod/mini';
import type { ApprovalRequest } from '../domain/workflow/approval-request.ts';
import type { Approver } from '../domain/workflow/approvers.ts';
import type { ChangedApproval, Said } from '../domain/workflow/change-approval.ts';
import type { approvalParams } from './approval-action-contract.ts';
import { approvalOnWire, type approvalView } from './approval-wire.ts';
import { changeApprovalRequest, type ApprovalAction } from './change-approval-request.ts';
import type { OperationContext } from './http.ts';
import type { OperationName } from './operations.ts';

type Request = {
  readonly params: z.output<typeof approvalParams>;
  readonly idempotencyKey: string;
  readonly requestHash: string;
};
type Answer = {
  readonly body: z.input<typeof approvalView>;
  readonly etag: number;
  readonly isReplay: boolean;
};

/** What every action on an approval request answers: the request as it is then. */
export async function approvalAction(
  operation: OperationName,
  { params, idempotencyKey, requestHash }: Request,
  { entity, actor, deadlineMs }: OperationContext,
  act: ApprovalAction,
): Promise<Answer> {
  const { approvalRequest } = params;
  const asked = { operation, entity, actor, approvalRequest, idempotencyKey, requestHash, deadlineMs };
  const { approval, isReplay } = await changeApprovalRequest(asked, act);
  return { body: approvalOnWire(approval, entity), etag: approval.version, isReplay };
}

type Commented = Request & { readonly body: { readonly comment?: string | undefined } };

/** What somebody does with nothing but a comment; `isDecision`: on the request of another (§1.5). */
export function commenting(
  operation: OperationName,
  isDecision: boolean,
  act: (request: ApprovalRequest, me: Approver, said: Said) => ChangedApproval,
) {
  return (request: Commented, context: OperationContext): Promise<Answer> =>
    approvalAction(operation, request, context, ({ seen, me, now }) => {
      const said = { at: now, comment: request.body.comment };
      return { ...act(seen.approval, me, said), isDecision };
    });
}
