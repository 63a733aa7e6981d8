import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { ApprovalRequestId } from '../../domain/ids.ts';
import { refuse } from '../../domain/refusal.ts';
import type { ApprovalEntry } from '../../domain/workflow/approval-request.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { approvalCodec, approvalRowCodec, type ApprovalRow, type StoredApproval } from './approval-item.ts';
import { approvalEntryCodec } from './approval-entry-item.ts';
import { queryPartition } from './credit-state.ts';
import { endedApprovalsList, openApprovalsList } from './end-approval.ts';
import { approvalEntryPrefix, approvalKey } from './keys.ts';
import { queryLists } from './list-index.ts';
import { table, tableName } from './table.ts';

/** The request as it is; a consistent read. */
export async function findApproval(
  entity: AuthorizedEntity,
  request: ApprovalRequestId,
): Promise<StoredApproval | undefined> {
  const Key = approvalKey(entity, request);
  const { Item } = await table.send(new GetCommand({ TableName: tableName(), Key, ConsistentRead: true }));
  return Item === undefined ? undefined : approvalCodec(Item, 'approval');
}

export async function readApproval(entity: AuthorizedEntity, request: ApprovalRequestId): Promise<StoredApproval> {
  const found = await findApproval(entity, request);
  if (found === undefined) throw refuse('not-found', { kind: 'approval-request' });
  return found;
}

/** What was done with it, the first first. */
export async function readApprovalEntries(
  entity: AuthorizedEntity,
  request: ApprovalRequestId,
): Promise<readonly ApprovalEntry[]> {
  const items = await queryPartition(approvalKey(entity, request).pk, approvalEntryPrefix, true);
  return items.map((stored) => approvalEntryCodec(stored, 'entry'));
}

/** A line of a list with its place, the same over all legal entities. */
export type ListedApproval = { readonly sort: string; readonly row: ApprovalRow };
type Stretch = { readonly after: string | undefined; readonly limit: number };

/** Requests of legal entities that have not ended, the oldest first. */
export function listOpenApprovals(entities: readonly AuthorizedEntity[], stretch: Stretch) {
  return listed(entities.map(openApprovalsList), stretch);
}

/** All requests of a legal entity, the oldest first. */
export function listApprovals(entity: AuthorizedEntity, stretch: Stretch) {
  return listed([openApprovalsList(entity), endedApprovalsList(entity)], stretch);
}

async function listed(lists: readonly string[], stretch: Stretch): Promise<readonly ListedApproval[]> {
  const items = await queryLists(lists, stretch);
  return items.map((stored) => ({
    sort: String(stored['listSort']),
    row: approvalRowCodec(stored['row'], 'row'),
  }));
}
