import type * as z from 'zod/mini';
import type { AuthorizedEntity } from '../actor.ts';
import { bookedOnWire } from '../booked-on-wire.ts';
import { settlementsOnWire } from '../settlement-on-wire.ts';
import type { CreditNote, Told } from '../store/credits.ts';
import { wireForm } from '../wire-form.ts';
import type { creditNoteView } from './contract.ts';

export async function creditNoteOnWire(
  entity: AuthorizedEntity,
  note: Told<CreditNote>,
  baseCurrency: string,
): Promise<z.input<typeof creditNoteView>> {
  const { id, customer, date, amount, currency, order, reopensOrder } = note;
  const document = { creditNote: id, customer, date, amount, currency, order, reopensOrder };
  const settlements = await settlementsOnWire(entity, note);
  const [own] = settlements;
  const named = note.settlements.length === 0 ? {} : { invoice: own?.invoice, ...sideOf(own) };
  return { ...wireForm(document, currency), ...named, ...bookedOnWire(note, baseCurrency), settlements };
}

type Side = { readonly invoiceAmount?: string | undefined; readonly invoiceCurrency?: string | undefined };

function sideOf({ invoiceAmount, invoiceCurrency }: Side = {}): Side {
  return invoiceAmount === undefined ? {} : { invoiceAmount, invoiceCurrency };
}
