import { refuse } from '../../domain/refusal.ts';
import { http } from '../http.ts';
import { paymentOnWire } from '../put-payment/payment-on-wire.ts';
import { findPayment } from '../store/credits.ts';
import { getPayment } from './contract.ts';

export const handler = http(getPayment, async ({ params }, { entity }) => {
  const payment = await findPayment(entity, params.payment);
  if (payment === undefined) throw refuse('not-found', { kind: 'payment' });
  return { body: paymentOnWire(payment) };
});
