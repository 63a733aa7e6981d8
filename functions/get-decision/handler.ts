import { refuse } from '../../domain/refusal.ts';
import { wordsIn } from '../../domain/words/words-in.ts';
import { decisionOnWire } from '../decision-wire.ts';
import { http } from '../http.ts';
import { findDecision } from '../store/decisions.ts';
import { readRulebook } from '../store/rulebook.ts';
import { getDecision } from './contract.ts';

/** §8.1 */
export const handler = http(getDecision, async ({ params, language }, { entity }) => {
  const decision = await findDecision(entity, params.customer, params.decision);
  if (decision === undefined) throw refuse('not-found', { kind: 'decision' });
  const { currency } = await readRulebook(entity, decision.rulebook);
  return { body: decisionOnWire(decision, currency, wordsIn(language)) };
});
