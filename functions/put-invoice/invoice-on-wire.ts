import type * as z from 'zod/mini';
import type { CivilDate } from '../../domain/civil-date.ts';
import { openByInstalment } from '../../domain/instalments.ts';
import { daysOverdueOn, openOf, type Invoice } from '../../domain/receivables.ts';
import { wireForm } from '../wire-form.ts';
import type { invoiceView } from './contract.ts';

export function invoiceOnWire(invoice: Invoice, today: CivilDate): z.input<typeof invoiceView> {
  const { contentHash: _, settled: __, instalments, ...document } = invoice;
  const daysOverdue = daysOverdueOn(invoice, today);
  const parts = instalments === undefined ? {} : { instalments: openByInstalment(invoice) };
  return wireForm({ ...document, ...parts, open: openOf(invoice), daysOverdue }, invoice.currency);
}
