import type { AdjustmentId, JobId } from '../../domain/ids.ts';
import type { AuthorizedEntity } from '../actor.ts';
import type { Claim } from './account-marks.ts';
import { adjustmentKey } from './keys.ts';
import { accountOf, type StoredHolder } from './limit-holders.ts';
import type { Patience } from './patience.ts';
import { writeUnlessOutrun } from './retrying.ts';
import { tableName } from './table.ts';
import type { TransactItem } from './transact.ts';

/** A posting that claims: the journal, and the job that posts it. */
export type Claiming = { readonly entity: AuthorizedEntity; readonly adjustment: AdjustmentId; readonly job: JobId };

export function claimOf({ entity, adjustment, job }: Claiming): Claim {
  return { legalEntity: entity, adjustment, job };
}

/**
 * Claims the limits of fewer than a hundred holders, each as it was read and while nobody else has a claim; `Outrun` where one
 * moved. Only while the journal is claiming, so that a worker that was thought dead claims nothing after all was decided.
 */
export async function claimLimits(
  claiming: Claiming,
  holders: readonly StoredHolder[],
  patience: Patience,
): Promise<void> {
  if (holders.length === 0) return;
  const items = [whileClaiming(claiming), ...holders.map((holder) => claimItem(claiming, holder))];
  await writeUnlessOutrun(items, patience);
}

function whileClaiming({ entity, adjustment, job }: Claiming): TransactItem {
  return {
    ConditionCheck: {
      TableName: tableName(),
      Key: adjustmentKey(entity, adjustment),
      ConditionExpression: 'journalState = :posting AND job = :job AND phase = :claiming',
      ExpressionAttributeValues: { ':posting': 'posting', ':job': job, ':claiming': 'claiming' },
    },
  };
}

function claimItem(claiming: Claiming, holder: StoredHolder): TransactItem {
  const { key, isSeen, values } = accountOf(claiming.entity, holder);
  return {
    Update: {
      TableName: tableName(),
      Key: key,
      UpdateExpression: 'SET claim = :claim',
      ConditionExpression: `${isSeen} AND attribute_not_exists(claim)`,
      ExpressionAttributeValues: { ...values, ':claim': claimOf(claiming) },
    },
  };
}

/** Gives a claim back that this posting has. */
export function givenBackItem(claiming: Claiming, holder: StoredHolder): TransactItem {
  return {
    Update: {
      TableName: tableName(),
      Key: accountOf(claiming.entity, holder).key,
      UpdateExpression: 'REMOVE claim',
      ConditionExpression: 'claim = :claim',
      ExpressionAttributeValues: { ':claim': claimOf(claiming) },
    },
  };
}
