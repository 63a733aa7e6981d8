import { refuse } from '../../domain/refusal.ts';
import { elementOf } from '../../domain/set-up/element.ts';
import { http } from '../http.ts';
import { findCustomer } from '../store/customers.ts';
import { findRiskScore, type StoredRiskScore } from '../store/risk-scores.ts';
import { currentRulebook } from '../store/rulebook.ts';
import { getRiskScore } from './contract.ts';

/** §12.4 */
export const handler = http(getRiskScore, async ({ params: { customer } }, { entity }) => {
  const [document, stored, scored] = await Promise.all([
    currentRulebook(entity),
    findCustomer(entity, customer),
    findRiskScore(entity, customer),
  ]);
  if (stored === undefined) throw refuse('not-found', { kind: 'customer' });
  const { riskScore = null, riskGroup = null } = stored.customer;
  const indicator = riskGroup === null ? undefined : elementOf(document, 'riskGroups', riskGroup)?.indicator;
  const calculated = scored === undefined ? null : calculatedOnWire(scored);
  return { body: { customer, riskScore, riskGroup, indicator: indicator ?? null, calculated } };
});

function calculatedOnWire(scored: StoredRiskScore) {
  const { calculatedOn: on, score: riskScore, riskGroup = null, parts } = scored;
  const written = parts.map(({ value = null, score: own = null, matched = null, without = null, ...rest }) => {
    return { ...rest, value, score: own, matched, without };
  });
  return { on, riskScore, riskGroup, parts: written };
}
