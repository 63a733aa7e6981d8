import type * as z from 'zod/mini';
import type { Payment } from '../store/credits.ts';
import { wireForm } from '../wire-form.ts';
import type { paymentView } from './contract.ts';

export function paymentOnWire(payment: Payment): z.input<typeof paymentView> {
  const { id, kind: _, contentHash: __, ...document } = payment;
  return wireForm({ payment: id, ...document }, payment.currency);
}
