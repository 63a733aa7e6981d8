import { refuse } from '../../domain/refusal.ts';
import { http } from '../http.ts';
import { packingSlipOnWire } from '../put-packing-slip/packing-slip-on-wire.ts';
import { readRulebookInForce } from '../store/credit-state.ts';
import { findPackingSlip } from '../store/packing-slips.ts';
import { getPackingSlip } from './contract.ts';

export const handler = http(getPackingSlip, async ({ params: { order, packingSlip } }, { entity }) => {
  const [slip, { currency }] = await Promise.all([
    findPackingSlip(entity, order, packingSlip),
    readRulebookInForce(entity, false),
  ]);
  if (slip === undefined) throw refuse('not-found', { kind: 'packing-slip' });
  return { body: packingSlipOnWire(slip, currency) };
});
