import { businessDate, type CivilDate } from '../civil-date.ts';
import { refuse } from '../refusal.ts';
import type { RulebookDocument } from '../rulebook.ts';
import type { BalanceStatistics } from './balance-statistics.ts';
import { longestPeriod } from './period.ts';

/** §14: what the longest period in use begins with, and all since, must stay. */
export function checkDeletable(
  { parameters, entity }: Pick<RulebookDocument, 'parameters' | 'entity'>,
  now: string,
  olderThan: CivilDate,
): void {
  const { months, start } = longestPeriod(businessDate(now, entity.timeZone), parameters);
  if (olderThan > start) throw refuse('statistics-in-use', { months, from: start });
}

/** What was calculated last stays; of the history, the month ends from the date on. */
export function withoutOlder(statistics: BalanceStatistics, olderThan: CivilDate): BalanceStatistics {
  return { ...statistics, monthEnds: statistics.monthEnds.filter(({ on }) => on >= olderThan) };
}
