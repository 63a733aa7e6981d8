import { http } from '../http.ts';
import { creditPage } from '../credit-page.ts';
import { paymentOnWire } from '../put-payment/payment-on-wire.ts';
import { listPayments } from './contract.ts';

export const handler = http(listPayments, async ({ query }, { entity }) => ({
  body: await creditPage(entity, 'payment', query, paymentOnWire),
}));
