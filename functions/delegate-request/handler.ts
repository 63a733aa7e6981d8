import { delegated } from '../../domain/workflow/change-approval.ts';
import { approvalAction } from '../approval-action-handler.ts';
import { personNamed } from '../change-approval-request.ts';
import { http } from '../http.ts';
import { delegateRequest } from './contract.ts';

/** §11.2 */
export const handler = http(delegateRequest, (request, context) =>
  approvalAction(delegateRequest.name, request, context, async ({ entity, seen, me, now }) => {
    const { to, comment } = request.body;
    const { person, stands } = await personNamed(entity, to);
    const changed = delegated(seen.approval, me, person, { at: now, comment });
    return { ...changed, isDecision: true, checks: [stands] };
  }),
);
