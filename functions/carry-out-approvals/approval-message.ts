import * as z from 'zod/mini';
import type { ApprovalRequestId } from '../../domain/ids.ts';
import type { AuthorizedEntity } from '../actor.ts';
import type { Message } from '../store/queues.ts';
import { approvalRequestId, legalEntityId } from '../wire.ts';

/** The request whose task is to be carried out. */
export const approvalMessage = z.strictObject({ legalEntity: legalEntityId, approvalRequest: approvalRequestId });

/** `event` names the approval that asks for it: a request may be approved again after its task failed. */
export function carryOutMessage(
  legalEntity: AuthorizedEntity,
  approvalRequest: ApprovalRequestId,
  event: string,
): Message {
  const body = { legalEntity, approvalRequest };
  return { body, group: JSON.stringify([legalEntity, approvalRequest]), id: JSON.stringify([legalEntity, event]) };
}
