import type { CivilDate } from '../../domain/civil-date.ts';
import type { CustomerId, JobId } from '../../domain/ids.ts';
import { checkDeletable, withoutOlder } from '../../domain/statistics/delete-older.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { businessInstant } from '../clock.ts';
import { rulebookPointerKey } from './keys.ts';
import { retrying, writeUnlessOutrun } from './retrying.ts';
import { readRulebookDocument, readRulebookPointer } from './rulebook.ts';
import { findStatistics, nextStatistics } from './statistics.ts';
import { tableName } from './table.ts';
import type { TransactItem } from './transact.ts';

type Deleting = { readonly job: JobId; readonly olderThan: CivilDate; readonly deadlineMs: number };

/**
 * §14: deletes the month ends of a customer before a date, once for a job; gives how many. The parameters that allow it are in
 * force when it is written.
 */
export async function deleteStatistics(
  entity: AuthorizedEntity,
  customer: CustomerId,
  { job, olderThan, deadlineMs }: Deleting,
): Promise<number> {
  return retrying(deadlineMs, async (patience) => {
    const [{ version }, seen] = await Promise.all([readRulebookPointer(entity), findStatistics(entity, customer)]);
    checkDeletable(await readRulebookDocument(entity, version), businessInstant(entity), olderThan);
    if (seen?.deletion?.job === job) return seen.deletion.monthEnds;
    if (seen === undefined) return 0;
    const statistics = withoutOlder(seen.statistics, olderThan);
    const monthEnds = seen.statistics.monthEnds.length - statistics.monthEnds.length;
    if (monthEnds === 0) return 0;
    const next = nextStatistics(entity, customer, seen, { statistics, deletion: { job, monthEnds } });
    await writeUnlessOutrun([next, inForce(entity, version)], patience);
    return monthEnds;
  });
}

function inForce(entity: AuthorizedEntity, version: number): TransactItem {
  return {
    ConditionCheck: {
      TableName: tableName(),
      Key: rulebookPointerKey(entity),
      ConditionExpression: 'version = :version',
      ExpressionAttributeValues: { ':version': version },
    },
  };
}
