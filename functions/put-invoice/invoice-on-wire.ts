import type * as z from 'zod/mini';
import type { CivilDate } from '../../domain/civil-date.ts';
import { openByInstalment } from '../../domain/instalments.ts';
import { formatAmount } from '../../domain/money.ts';
import { balanceOf, daysOverdueOn, openOf, type Invoice } from '../../domain/receivables.ts';
import { positive } from '../../domain/order.ts';
import { bookedOnWire } from '../booked-on-wire.ts';
import { wireForm } from '../wire-form.ts';
import type { invoiceView } from './contract.ts';

export function invoiceOnWire(invoice: Invoice, today: CivilDate, baseCurrency: string): z.input<typeof invoiceView> {
  const { contentHash: _, settled: __, instalments, booked, missingRate, ...document } = invoice;
  const daysOverdue = daysOverdueOn(invoice, today);
  const parts = instalments === undefined ? {} : { instalments: openByInstalment(invoice) };
  const bookedOpen =
    booked === undefined ? {} : { bookedOpen: formatAmount(positive(balanceOf(invoice)), baseCurrency) };
  return {
    ...wireForm({ ...document, ...parts, open: openOf(invoice), daysOverdue }, invoice.currency),
    ...bookedOnWire({ booked, missingRate }, baseCurrency),
    ...bookedOpen,
  };
}
