import type * as z from 'zod/mini';
import type { CivilDate } from '../../domain/civil-date.ts';
import { daysOverdueOn, openOf, type Invoice } from '../../domain/receivables.ts';
import { wireForm } from '../wire-form.ts';
import type { invoiceView } from './contract.ts';

export function invoiceOnWire(invoice: Invoice, today: CivilDate): z.input<typeof invoiceView> {
  const { contentHash: _, settled: __, ...document } = invoice;
  const daysOverdue = daysOverdueOn(invoice, today);
  return wireForm({ ...document, open: openOf(invoice), daysOverdue }, invoice.currency);
}
