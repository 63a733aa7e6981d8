import { businessDate } from '../../domain/civil-date.ts';
import type { CustomerId } from '../../domain/ids.ts';
import { balanceStatistics, type BalanceStatistics } from '../../domain/statistics/balance-statistics.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { businessInstant } from '../clock.ts';
import { readCredit, readRulebookInForce } from './credit-state.ts';
import { readReceivableFacts } from './receivable-facts.ts';
import { retrying, writeUnlessOutrun } from './retrying.ts';
import { findStatistics, nextStatistics } from './statistics.ts';

/**
 * §13: calculates a customer's statistics with what is stored now, and keeps them with the history. `undefined` where the customer
 * owes nothing, unless that is asked for too.
 */
export async function calculateStatistics(
  entity: AuthorizedEntity,
  customer: CustomerId,
  { includeWithoutBalance, deadlineMs }: { readonly includeWithoutBalance: boolean; readonly deadlineMs: number },
): Promise<BalanceStatistics | undefined> {
  return retrying(deadlineMs, async (patience) => {
    const [rulebook, credit, seen] = await Promise.all([
      readRulebookInForce(entity, true),
      readCredit(entity, customer, true),
      findStatistics(entity, customer),
    ]);
    const { sums } = credit.position;
    if (sums.balance === 0n && !includeWithoutBalance) return undefined;
    const today = businessDate(businessInstant(entity), rulebook.timeZone);
    const facts = await readReceivableFacts(entity, customer, today);
    const history = seen?.statistics.monthEnds ?? [];
    const statistics = balanceStatistics({ rulebook, customer: credit.customer, sums, ...facts, history }, today);
    const next = nextStatistics(entity, customer, seen, { statistics, deletion: seen?.deletion });
    await writeUnlessOutrun([next], patience);
    return statistics;
  });
}
