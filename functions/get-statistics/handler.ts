import { refuse } from '../../domain/refusal.ts';
import { http } from '../http.ts';
import { statisticsOnWire } from '../statistics-wire.ts';
import { readRulebookInForce } from '../store/credit-state.ts';
import { findStatistics } from '../store/statistics.ts';
import { getStatistics } from './contract.ts';

/** §13 */
export const handler = http(getStatistics, async ({ params: { customer } }, { entity }) => {
  const [{ currency }, stored] = await Promise.all([
    readRulebookInForce(entity, false),
    findStatistics(entity, customer),
  ]);
  if (stored === undefined) throw refuse('not-found', { kind: 'statistics' });
  return { body: { customer, currency, ...statisticsOnWire(stored.statistics, currency) } };
});
