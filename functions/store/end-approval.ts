import type { ApprovalEnd } from '../../domain/approval-end.ts';
import type { Subject } from '../../domain/ids.ts';
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
 * not ended (docs/adr/0023).
 */
export function endApproval(
  entity: AuthorizedEntity,
  { request, ...end }: ApprovalEnd,
  by: Subject,
  at: string,
): TransactItem {
  return {
    Update: {
      TableName: tableName(),
      Key: approvalKey(entity, request),
      UpdateExpression: 'SET #row.#state = :state, #end = :end, listKey = :ended ADD version :one',
      ConditionExpression: 'listKey = :open',
      ExpressionAttributeNames: { '#row': 'row', '#state': 'state', '#end': 'end' },
      ExpressionAttributeValues: {
        ':state': end.state,
        ':end': { ...end, by, at },
        ':open': openApprovalsList(entity),
        ':ended': endedApprovalsList(entity),
        ':one': 1,
      },
    },
  };
}
