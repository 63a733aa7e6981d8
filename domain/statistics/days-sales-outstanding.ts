import { bookedOf } from '../booked.ts';
import type { CivilDate } from '../civil-date.ts';
import { hundredthsOf, type Hundredths } from '../hundredths.ts';
import { daysOf, isWithin, type Period } from './period.ts';
import type { CreditFact, InvoiceFact } from './receivable-facts.ts';

export type DaysSalesOutstanding = {
  readonly period: Period;
  /** Invoices less credit notes dated in the period, in minor units of the entity's currency. */
  readonly creditSales: bigint;
  /** Zero or less where the customer is none yet. */
  readonly days: number;
  /** §13: none without sales or without days. */
  readonly result: Hundredths | undefined;
};

/** §13: open receivables ÷ credit sales of the period × days. */
export function daysSalesOutstanding(
  period: Period,
  openReceivables: bigint,
  customerSince: CivilDate | undefined,
  documents: { readonly invoices: Iterable<InvoiceFact>; readonly credits: Iterable<CreditFact> },
): DaysSalesOutstanding {
  let creditSales = 0n;
  for (const invoice of documents.invoices) if (isWithin(period, invoice.date)) creditSales += bookedOf(invoice);
  for (const { kind, date, booked } of documents.credits) {
    if (kind === 'credit-note' && isWithin(period, date)) creditSales -= booked;
  }
  const days = daysOf(period, customerSince);
  const hasResult = creditSales > 0n && days > 0;
  const result = hasResult ? hundredthsOf(openReceivables * BigInt(days), creditSales) : undefined;
  return { period, creditSales, days, result };
}
