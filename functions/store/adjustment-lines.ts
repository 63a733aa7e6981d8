import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { notSubmitted, type AdjustmentApproval, type ApprovalStatus } from '../../domain/adjustment-approval.ts';
import type { AdjustmentLine } from '../../domain/adjustment-line.ts';
import type { CivilDate } from '../../domain/civil-date.ts';
import type { AdjustmentId, AdjustmentLineId, ApprovalRequestId, CreditGroupId, CustomerId } from '../../domain/ids.ts';
import { refuse } from '../../domain/refusal.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { integer, item, minor, optional, text, textAs, type Codec } from './codec.ts';
import { adjustmentLineKey, adjustmentPartition, linePrefix } from './keys.ts';
import { queryStretch } from './query-stretch.ts';
import { table, tableName } from './table.ts';
import type { TransactItem } from './transact.ts';

/** A line with its version: its ETag. */
export type StoredLine = {
  readonly line: AdjustmentLine;
  readonly approval: AdjustmentApproval;
  readonly version: number;
};

const date = textAs<CivilDate>();
const fields = item({
  line: textAs<AdjustmentLineId>(),
  customer: optional(textAs<CustomerId>()),
  creditGroup: optional(textAs<CreditGroupId>()),
  currency: text,
  currentLimit: minor,
  currentExpiryDate: optional(date),
  newLimit: minor,
  expiryDate: optional(date),
  from: optional(date),
  to: optional(date),
  approvalStatus: optional(textAs<ApprovalStatus>()),
  approvalRequest: optional(textAs<ApprovalRequestId>()),
  version: integer,
});

/** What wrote it has made sure that it names one holder, and the dates of its journal's type. */
const lineCodec: Codec<StoredLine> = (stored, name) => {
  const { version, approvalStatus = 'not-submitted', approvalRequest, ...line } = fields(stored, name);
  return { line: line as AdjustmentLine, approval: { approvalStatus, approvalRequest }, version };
};

export async function findLine(
  entity: AuthorizedEntity,
  adjustment: AdjustmentId,
  line: AdjustmentLineId,
): Promise<StoredLine | undefined> {
  const key = { TableName: tableName(), Key: adjustmentLineKey(entity, adjustment, line), ConsistentRead: true };
  const { Item } = await table.send(new GetCommand(key));
  return Item === undefined ? undefined : lineCodec(Item, 'line');
}

export async function readLine(
  entity: AuthorizedEntity,
  adjustment: AdjustmentId,
  line: AdjustmentLineId,
): Promise<StoredLine> {
  const stored = await findLine(entity, adjustment, line);
  if (stored === undefined) throw refuse('not-found', { kind: 'adjustment-line' });
  return stored;
}

/** Up to `limit` lines by id, after one; consistent. */
export async function readLines(
  entity: AuthorizedEntity,
  adjustment: AdjustmentId,
  { after, limit }: { readonly after?: AdjustmentLineId | undefined; readonly limit: number },
): Promise<readonly StoredLine[]> {
  const from = after === undefined ? undefined : adjustmentLineKey(entity, adjustment, after);
  const stretch = { from, limit, isConsistent: true };
  const items = await queryStretch(adjustmentPartition(entity, adjustment), linePrefix, stretch);
  return items.map((stored) => lineCodec(stored, 'line'));
}

/** The write of a line, if it is still the one that was seen; a new one, if there is none of its id. */
export function lineItem(
  entity: AuthorizedEntity,
  adjustment: AdjustmentId,
  line: AdjustmentLine,
  seen: StoredLine | undefined,
  approval: AdjustmentApproval = notSubmitted,
): TransactItem {
  const key = { ...adjustmentLineKey(entity, adjustment, line.line), kind: 'adjustment-line' };
  return {
    Put: {
      TableName: tableName(),
      Item: { ...key, ...line, ...approval, version: (seen?.version ?? 0) + 1 },
      ...isStill(seen),
    },
  };
}

export function lineRemoval(entity: AuthorizedEntity, adjustment: AdjustmentId, seen: StoredLine): TransactItem {
  const Key = adjustmentLineKey(entity, adjustment, seen.line.line);
  return { Delete: { TableName: tableName(), Key, ...isStill(seen) } };
}

function isStill(seen: StoredLine | undefined) {
  return seen === undefined
    ? { ConditionExpression: 'attribute_not_exists(pk)' }
    : { ConditionExpression: 'version = :seen', ExpressionAttributeValues: { ':seen': seen.version } };
}
