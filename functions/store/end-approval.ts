import type { ApprovalEnd } from '../../domain/approval-end.ts';
import type { Subject } from '../../domain/ids.ts';
import type { ApprovalState } from '../../domain/workflow/approval-request.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { approvalKey, joined } from './keys.ts';
import { tableName } from './table.ts';
import type { TransactItem } from './transact.ts';

export function openApprovalsList(entity: AuthorizedEntity): string {
  return joined('approvals', entity);
}
export function endedApprovalsList(entity: AuthorizedEntity): string {
  return joined('ended-approvals', entity);
}

/**
 * Ends a request with the hold that referred to it, in one transaction, without reading it: while a hold refers to a request it has
 * not ended (docs/adr/0023). `from`: the state that a journal or a line says that it has.
 */
export function endApproval(
  entity: AuthorizedEntity,
  { request, ...end }: ApprovalEnd,
  by: Subject,
  at: string,
  from?: ApprovalState,
): TransactItem {
  const isSeen = from === undefined ? 'listKey = :open' : '#row.#state = :from';
  return {
    Update: {
      TableName: tableName(),
      Key: approvalKey(entity, request),
      UpdateExpression: 'SET #row.#state = :state, #end = :end, listKey = :ended ADD version :one',
      ConditionExpression: isSeen,
      ExpressionAttributeNames: { '#row': 'row', '#state': 'state', '#end': 'end' },
      ExpressionAttributeValues: {
        ':state': end.state,
        ':end': { ...end, by, at },
        ...(from === undefined ? { ':open': openApprovalsList(entity) } : { ':from': from }),
        ':ended': endedApprovalsList(entity),
        ':one': 1,
      },
    },
  };
}
