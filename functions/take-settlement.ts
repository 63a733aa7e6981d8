import type * as z from 'zod/mini';
import type { SettlementId } from '../domain/ids.ts';
import type { AuthorizedEntity } from './actor.ts';
import { settlementAmounts } from './invoice-side.ts';
import type { Sender } from './sender.ts';
import type {
  CreditNoteSettlementMessage,
  CreditNoteSettlementReversalMessage,
  PaymentReversalMessage,
  PaymentSettlementMessage,
  PaymentSettlementReversalMessage,
  reversalBody,
  settlementBody,
} from './settlement-message.ts';
import type { Booked } from './store/book-document.ts';
import {
  bookPaymentReversal,
  bookSettlement,
  bookSettlementReversal,
  type SettlementDocument,
} from './store/book-settlement.ts';
import { contentHash } from './store/hash.ts';
import type { CreditName } from './store/keys.ts';
import { reversal, type Reversal } from './store/reversal.ts';

/** §5.5, §15.1: settles an invoice by what is on account of a payment, once. */
export async function takePaymentSettlement(
  entity: AuthorizedEntity,
  { payment, ...sent }: PaymentSettlementMessage,
  sender: Sender,
): Promise<Booked<SettlementDocument>> {
  return settle(entity, { kind: 'payment', id: payment }, sent, sender);
}

/** §5.5, §15.1: settles an invoice by what is on account of a credit note, once. */
export async function takeCreditNoteSettlement(
  entity: AuthorizedEntity,
  { creditNote, ...sent }: CreditNoteSettlementMessage,
  sender: Sender,
): Promise<Booked<SettlementDocument>> {
  return settle(entity, { kind: 'credit-note', id: creditNote }, sent, sender);
}

/** §15.1: takes a settlement by a payment back, for good. */
export async function takePaymentSettlementReversal(
  entity: AuthorizedEntity,
  { payment, ...sent }: PaymentSettlementReversalMessage,
  sender: Sender,
): Promise<Booked<Reversal>> {
  return unsettle(entity, { kind: 'payment', id: payment }, sent, sender);
}

/** §15.1: takes a settlement by a credit note back, for good. */
export async function takeCreditNoteSettlementReversal(
  entity: AuthorizedEntity,
  { creditNote, ...sent }: CreditNoteSettlementReversalMessage,
  sender: Sender,
): Promise<Booked<Reversal>> {
  return unsettle(entity, { kind: 'credit-note', id: creditNote }, sent, sender);
}

/** §15.1: takes a payment back that bounced, for good. */
export async function takePaymentReversal(
  entity: AuthorizedEntity,
  { payment: id, customer, date }: PaymentReversalMessage,
  sender: Sender,
): Promise<Booked<Reversal>> {
  const of = { entity, name: { kind: 'payment', id }, customer } as const;
  return bookPaymentReversal(of, reversal(customer, date), sender);
}

type Settling = z.output<typeof settlementBody> & { readonly settlement: SettlementId };
type Unsettling = z.output<typeof reversalBody> & { readonly settlement: SettlementId };

async function settle(entity: AuthorizedEntity, name: CreditName, sent: Settling, sender: Sender) {
  const { invoiceAmount: _, invoiceCurrency: __, ...rest } = sent;
  const content = { ...rest, ...settlementAmounts(sent, sent.currency) };
  const of = { entity, name, customer: sent.customer };
  return bookSettlement(of, { ...content, contentHash: contentHash(content) }, sender);
}

async function unsettle(entity: AuthorizedEntity, name: CreditName, sent: Unsettling, sender: Sender) {
  const { customer, date, settlement } = sent;
  return bookSettlementReversal({ entity, name, customer }, settlement, reversal(customer, date), sender);
}
