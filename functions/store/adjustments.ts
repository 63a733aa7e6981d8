import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { notSubmitted } from '../../domain/adjustment-approval.ts';
import { adjustmentNumber, type Adjustment, type AdjustmentType } from '../../domain/adjustment.ts';
import type { AdjustmentId } from '../../domain/ids.ts';
import { refuse } from '../../domain/refusal.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { adjustmentCodec, adjustmentsList, newAdjustmentItem, type StoredAdjustment } from './adjustment-item.ts';
import { batchGet } from './batch-get.ts';
import type { ChangeContext } from './change-rulebook.ts';
import { integer, item } from './codec.ts';
import { adjustmentKey, adjustmentSequenceKey, requestKey } from './keys.ts';
import { queryList } from './list-index.ts';
import { findRecord, requestRecord, resultOf } from './request-record.ts';
import { retrying, writeUnlessOutrun } from './retrying.ts';
import { table, tableName } from './table.ts';
import type { TransactItem } from './transact.ts';

type Asked = {
  readonly type: AdjustmentType;
  readonly description: string;
  readonly idempotencyKey: string;
  readonly requestHash: string;
};

/** §12.1: the number is drawn in the transaction that creates the journal, so that none is left out. */
export async function createAdjustment(
  { entity, who, now, deadlineMs }: ChangeContext,
  { type, description, idempotencyKey, requestHash }: Asked,
): Promise<StoredAdjustment & { readonly isReplay: boolean }> {
  const key = requestKey(entity, 'create-adjustment', idempotencyKey);
  return retrying(deadlineMs, async (patience) => {
    const [record, last] = await Promise.all([findRecord(key, requestHash), lastNumber(entity)]);
    if (record !== undefined) return { ...resultOf<StoredAdjustment>(record), isReplay: true };
    const number = last + 1;
    const adjustment: Adjustment = {
      adjustment: adjustmentNumber(number),
      type,
      description,
      state: 'open',
      ...notSubmitted,
      lines: 0,
      createdBy: who,
      createdAt: now,
    };
    const stored = { adjustment, version: 1 };
    const items = [
      drawItem(entity, last),
      newAdjustmentItem(entity, adjustment, number),
      requestRecord(key, requestHash, stored),
    ];
    await writeUnlessOutrun(items, patience);
    return { ...stored, isReplay: false };
  });
}

const sequenceCodec = item({ lastNumber: integer });

async function lastNumber(entity: AuthorizedEntity): Promise<number> {
  const key = { TableName: tableName(), Key: adjustmentSequenceKey(entity), ConsistentRead: true };
  const { Item } = await table.send(new GetCommand(key));
  return Item === undefined ? 0 : sequenceCodec(Item, 'sequence').lastNumber;
}

function drawItem(entity: AuthorizedEntity, last: number): TransactItem {
  return {
    Put: {
      TableName: tableName(),
      Item: { ...adjustmentSequenceKey(entity), kind: 'sequence', lastNumber: last + 1 },
      ConditionExpression: last === 0 ? 'attribute_not_exists(pk)' : 'lastNumber = :last',
      ...(last === 0 ? {} : { ExpressionAttributeValues: { ':last': last } }),
    },
  };
}

export async function readAdjustment(entity: AuthorizedEntity, adjustment: AdjustmentId): Promise<StoredAdjustment> {
  const key = { TableName: tableName(), Key: adjustmentKey(entity, adjustment), ConsistentRead: true };
  const { Item } = await table.send(new GetCommand(key));
  if (Item === undefined) throw refuse('not-found', { kind: 'adjustment' });
  return adjustmentCodec(Item, 'adjustment');
}

/** The latest first, as they are now; `before` is the place of the last one read. One made just now may be missing. */
export async function listAdjustments(
  entity: AuthorizedEntity,
  before: string | undefined,
  limit: number,
): Promise<readonly (StoredAdjustment & { readonly sort: string })[]> {
  const listed = await queryList(adjustmentsList(entity), { before, limit });
  const sortOf = new Map(listed.map((entry) => [String(entry['pk']), String(entry['listSort'])]));
  const items = await batchGet(listed.map(({ pk, sk }) => ({ pk: String(pk), sk: String(sk) })));
  return items
    .map((stored) => ({ ...adjustmentCodec(stored, 'adjustment'), sort: sortOf.get(String(stored['pk'])) ?? '' }))
    .toSorted((a, b) => (a.sort < b.sort ? 1 : -1));
}
