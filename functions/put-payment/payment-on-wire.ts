import type * as z from 'zod/mini';
import { settlementsOnWire } from '../settlement-on-wire.ts';
import type { Payment, Told } from '../store/credits.ts';
import { wireForm } from '../wire-form.ts';
import type { paymentView } from './contract.ts';

export function paymentOnWire(payment: Told<Payment>): z.input<typeof paymentView> {
  const { id, kind: _, contentHash: __, settlements: ___, afterwards, ...document } = payment;
  const sent = wireForm({ payment: id, ...document }, payment.currency);
  return { ...sent, settlements: settlementsOnWire(payment), reversedOn: afterwards.reversedOn };
}
