import type { RequestId } from '../../domain/ids.ts';
import { refuse } from '../../domain/refusal.ts';
import { wordsIn } from '../../domain/words/words-in.ts';
import { decisionOnWire } from '../decision-wire.ts';
import { http } from '../http.ts';
import { encodeCursor } from '../cursor.ts';
import { placeOf } from '../page.ts';
import { readOrder, readRulebookInForce } from '../store/credit-state.ts';
import { decisionsOf } from '../store/decisions.ts';
import { listDecisions } from './contract.ts';

/** §8.1 */
export const handler = http(listDecisions, async ({ params, query, language }, { entity }) => {
  const scope = JSON.stringify(['list-decisions', entity, params.order]);
  const from = placeOf(scope, query)?.[0] as RequestId | undefined;
  const [stored, { currency }] = await Promise.all([
    readOrder(entity, params.order, true),
    readRulebookInForce(entity, false),
  ]);
  if (stored === undefined) throw refuse('not-found', { kind: 'order' });
  const decisions = await decisionsOf(entity, stored.order, from, query.limit);
  const next = decisions.length === query.limit ? decisions.at(-1)?.previous : undefined;
  const words = wordsIn(language);
  const items = decisions.map((decision) => decisionOnWire(decision, currency, words));
  return { body: { items, nextCursor: next === undefined ? null : encodeCursor(scope, [next]) } };
});
