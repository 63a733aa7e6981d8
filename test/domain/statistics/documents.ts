import type { CivilDate } from '../../../domain/civil-date.ts';
import { nothingAfterwards, type Afterwards, type CreditHistory } from '../../../domain/credit-history.ts';
import type { CreditNoteId, CustomerId, InvoiceId, PaymentId, SettlementId } from '../../../domain/ids.ts';
import type { Credit, Invoice, Settlement } from '../../../domain/receivables.ts';
import {
  creditFact,
  invoiceFact,
  type CreditFact,
  type InvoiceFact,
} from '../../../domain/statistics/receivable-facts.ts';
import { businessDay, day } from '../a-situation.ts';

const posted = { customer: 'C1' as CustomerId, currency: 'EUR', contentHash: '' };

export function anInvoice(invoice: string, date: string, amount: bigint, wishes: Partial<Invoice> = {}): Invoice {
  const id = invoice as InvoiceId;
  return { ...posted, invoice: id, date: day(date), dueDate: day(date), amount, settled: 0n, ...wishes };
}

export type Settles = Readonly<Record<string, bigint>>;

export function settlementsOf(settles: Settles): readonly Settlement[] {
  return Object.entries(settles).map(([invoice, amount]) => ({ invoice: invoice as InvoiceId, amount }));
}

export function aPayment(
  id: string,
  date: string,
  amount: bigint,
  settles: Settles = {},
  wishes: Partial<Extract<Credit, { readonly kind: 'payment' }>> = {},
): Credit {
  const settlements = settlementsOf(settles);
  return { ...posted, kind: 'payment', id: id as PaymentId, date: day(date), amount, settlements, ...wishes };
}

export function aCreditNote(id: string, date: string, amount: bigint, settles: Settles = {}): Credit {
  const named = { kind: 'credit-note', id: id as CreditNoteId, reopensOrder: false } as const;
  return { ...posted, ...named, date: day(date), amount, settlements: settlementsOf(settles) };
}

/** A settlement sent after its payment, and perhaps reversed. */
export function later(settlement: string, date: string, invoice: string, amount: bigint, reversedOn?: string) {
  const sent = { invoice: invoice as InvoiceId, amount, date: day(date), currency: 'EUR', contentHash: '' };
  const reversed = reversedOn === undefined ? undefined : day(reversedOn);
  return { settlement: settlement as SettlementId, sent, reversedOn: reversed };
}

export function history(credit: Credit, afterwards: Partial<Afterwards> = {}): CreditHistory {
  return { credit, afterwards: { ...nothingAfterwards, ...afterwards } };
}

export type Facts = {
  readonly invoices: ReadonlyMap<InvoiceId, InvoiceFact>;
  readonly credits: readonly CreditFact[];
};

export function factsOf(
  invoices: readonly Invoice[],
  credits: readonly (Credit | CreditHistory)[] = [],
  today: CivilDate = businessDay,
): Facts {
  const histories = credits.map((one) => ('afterwards' in one ? one : history(one)));
  return {
    invoices: new Map(invoices.map((invoice) => [invoice.invoice, invoiceFact(invoice)])),
    credits: histories.flatMap((one) => creditFact(one, today) ?? []),
  };
}
