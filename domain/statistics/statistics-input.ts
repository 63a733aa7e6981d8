import type { Rulebook } from '../compile-rulebook.ts';
import type { Customer } from '../customer.ts';
import type { InvoiceId } from '../ids.ts';
import type { ExposureSums } from '../position.ts';
import type { MonthEnd } from './month-end.ts';
import type { CreditFact, InvoiceFact } from './receivable-facts.ts';

/** What statistics are calculated from. */
export type StatisticsInput = {
  readonly rulebook: Rulebook;
  readonly customer: Customer;
  readonly sums: ExposureSums;
  readonly invoices: ReadonlyMap<InvoiceId, InvoiceFact>;
  readonly credits: readonly CreditFact[];
  /** What was kept of earlier calculations. */
  readonly history: readonly MonthEnd[];
};
