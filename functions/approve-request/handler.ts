import { approved } from '../../domain/workflow/change-approval.ts';
import { approvalAction } from '../approval-action-handler.ts';
import { http } from '../http.ts';
import { checkPrecondition } from '../precondition.ts';
import { approveRequest } from './contract.ts';

/** §11.2, §11.4 */
export const handler = http(approveRequest, (request, context) =>
  approvalAction(approveRequest.name, request, context, ({ seen, me, now }) => {
    checkPrecondition(request.ifMatch, seen.version);
    return { ...approved(seen.approval, me, { at: now, comment: request.body.comment }), isDecision: true };
  }),
);
