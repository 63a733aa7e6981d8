import type * as z from 'zod/mini';
import type { AuthorizedEntity } from '../actor.ts';
import { bookedOnWire } from '../booked-on-wire.ts';
import { settlementsOnWire } from '../settlement-on-wire.ts';
import type { Payment, Told } from '../store/credits.ts';
import { wireForm } from '../wire-form.ts';
import type { paymentView } from './contract.ts';

export async function paymentOnWire(
  entity: AuthorizedEntity,
  payment: Told<Payment>,
  baseCurrency: string,
): Promise<z.input<typeof paymentView>> {
  const { id, customer, date, amount, currency, afterwards } = payment;
  const sent = wireForm({ payment: id, customer, date, amount, currency }, currency);
  const settlements = await settlementsOnWire(entity, payment);
  return { ...sent, ...bookedOnWire(payment, baseCurrency), settlements, reversedOn: afterwards.reversedOn };
}
