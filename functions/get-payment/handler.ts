import { refuse } from '../../domain/refusal.ts';
import { http } from '../http.ts';
import { paymentOnWire } from '../put-payment/payment-on-wire.ts';
import { readRulebookInForce } from '../store/credit-state.ts';
import { findPayment } from '../store/credits.ts';
import { getPayment } from './contract.ts';

export const handler = http(getPayment, async ({ params }, { entity }) => {
  const [payment, { currency }] = await Promise.all([
    findPayment(entity, params.payment),
    readRulebookInForce(entity, false),
  ]);
  if (payment === undefined) throw refuse('not-found', { kind: 'payment' });
  return { body: await paymentOnWire(entity, payment, currency) };
});
