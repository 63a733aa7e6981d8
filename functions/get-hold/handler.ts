import { refuse } from '../../domain/refusal.ts';
import { holdOnWire } from '../hold-wire.ts';
import { http } from '../http.ts';
import { readRulebookInForce } from '../store/credit-state.ts';
import { findHold } from '../store/holds.ts';
import { getHold } from './contract.ts';

/** §8.3 */
export const handler = http(getHold, async ({ params }, { entity }) => {
  const [hold, { currency }] = await Promise.all([findHold(entity, params.hold), readRulebookInForce(entity, true)]);
  if (hold === undefined) throw refuse('not-found', { kind: 'hold' });
  return { body: holdOnWire(hold, entity, currency), etag: hold.version };
});
