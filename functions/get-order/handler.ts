import { refuse } from '../../domain/refusal.ts';
import { http } from '../http.ts';
import { orderOnWire } from '../order-wire.ts';
import { readOrder, readRulebookInForce } from '../store/credit-state.ts';
import { getOrder } from './contract.ts';

export const handler = http(getOrder, async ({ params }, { entity }) => {
  const [stored, { currency }] = await Promise.all([
    readOrder(entity, params.order, true),
    readRulebookInForce(entity, true),
  ]);
  if (stored === undefined) throw refuse('not-found', { kind: 'order' });
  return { body: orderOnWire(stored.order, stored.seq, currency), etag: stored.seq };
});
