import type { ApprovalStatus } from '../../domain/adjustment-approval.ts';
import type { Adjustment, AdjustmentState, AdjustmentType } from '../../domain/adjustment.ts';
import type { AdjustmentId, ApprovalRequestId, JobId, Subject } from '../../domain/ids.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { integer, item, optional, text, textAs, type Codec } from './codec.ts';
import { adjustmentKey, joined } from './keys.ts';
import { tableName } from './table.ts';
import type { TransactItem } from './transact.ts';

/**
 * How far a posting by claims is (docs/adr/0021): once all limits are claimed they change; where a line is refused, or somebody
 * has withdrawn it before, none does.
 */
export type PostingPhase = 'claiming' | 'refused' | 'withdrawn' | 'changing';

/** A journal with its version, which every change of it and of its lines moves. */
export type StoredAdjustment = {
  readonly adjustment: Adjustment;
  readonly version: number;
  readonly phase?: PostingPhase | undefined;
};

const fields = item({
  adjustment: textAs<AdjustmentId>(),
  type: textAs<AdjustmentType>(),
  description: text,
  journalState: textAs<AdjustmentState>(),
  approvalStatus: textAs<ApprovalStatus>(),
  approvalRequest: optional(textAs<ApprovalRequestId>()),
  lineCount: integer,
  createdBy: textAs<Subject>(),
  createdAt: text,
  posted: optional(item({ by: textAs<Subject>(), at: text })),
  job: optional(textAs<JobId>()),
  phase: optional(textAs<PostingPhase>()),
  version: integer,
});

export const adjustmentCodec: Codec<StoredAdjustment> = (stored, name) => {
  const { version, journalState: state, lineCount: lines, phase, ...rest } = fields(stored, name);
  return { adjustment: { ...rest, state, lines }, version, phase };
};

export function adjustmentsList(entity: AuthorizedEntity): string {
  return joined('adjustments', entity);
}

/** The write of a new journal; `number` is its place in the list. */
export function newAdjustmentItem(entity: AuthorizedEntity, adjustment: Adjustment, number: number): TransactItem {
  const { state: journalState, lines: lineCount, ...rest } = adjustment;
  const listed = { listKey: adjustmentsList(entity), listSort: String(number).padStart(10, '0') };
  const key = { ...adjustmentKey(entity, adjustment.adjustment), kind: 'adjustment' };
  return {
    Put: {
      TableName: tableName(),
      Item: { ...key, ...rest, journalState, lineCount, version: 1, ...listed },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  };
}

export type JournalChange = {
  readonly set?: Readonly<Record<string, unknown>>;
  readonly addedLines?: number;
  /** What must be so at commit. */
  readonly where: Readonly<Record<string, unknown>>;
  /** There are at most so many lines before. */
  readonly mostLinesBefore?: number;
};

/** Changes a journal, which moves its version. */
export function adjustmentUpdate(
  entity: AuthorizedEntity,
  adjustment: AdjustmentId,
  { set = {}, addedLines = 0, where, mostLinesBefore }: JournalChange,
): TransactItem {
  const sets = Object.entries(set);
  const conditions = Object.entries(where);
  return {
    Update: {
      TableName: tableName(),
      Key: adjustmentKey(entity, adjustment),
      UpdateExpression: [
        ...(sets.length === 0 ? [] : [`SET ${sets.map(([name]) => `${name} = :new_${name}`).join(', ')}`]),
        'ADD version :one, lineCount :added',
      ].join(' '),
      ConditionExpression: [
        ...conditions.map(([name]) => `${name} = :is_${name}`),
        ...(mostLinesBefore === undefined ? [] : ['lineCount <= :mostLinesBefore']),
      ].join(' AND '),
      ExpressionAttributeValues: {
        ...Object.fromEntries(sets.map(([name, value]) => [`:new_${name}`, value])),
        ...Object.fromEntries(conditions.map(([name, value]) => [`:is_${name}`, value])),
        ':one': 1,
        ':added': addedLines,
        ...(mostLinesBefore === undefined ? {} : { ':mostLinesBefore': mostLinesBefore }),
      },
    },
  };
}
