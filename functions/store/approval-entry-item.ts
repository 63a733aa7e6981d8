import type { ApprovalRequestId } from '../../domain/ids.ts';
import type { ApprovalEntry } from '../../domain/workflow/approval-request.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { item, type Codec } from './codec.ts';
import { deflateEvidence, evidenceAs } from './evidence.ts';
import { approvalEntryKey } from './keys.ts';
import { tableName } from './table.ts';
import type { TransactItem } from './transact.ts';

const storedCodec = item({ entry: evidenceAs<ApprovalEntry>() });

export const approvalEntryCodec: Codec<ApprovalEntry> = (stored, name) => storedCodec(stored, name).entry;

/** What was done with a request is kept beside it, and never changed. */
export function approvalEntryItem(
  entity: AuthorizedEntity,
  request: ApprovalRequestId,
  entry: ApprovalEntry,
): TransactItem {
  const key = approvalEntryKey(entity, request, entry.number);
  return {
    Put: {
      TableName: tableName(),
      Item: { ...key, kind: 'approval-entry', entry: deflateEvidence(entry) },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  };
}
