import type * as z from 'zod';
import { openOf, type Invoice } from '../../domain/receivables.ts';
import { wireForm } from '../wire-form.ts';
import type { invoiceView } from './contract.ts';

export function invoiceOnWire(invoice: Invoice): z.input<typeof invoiceView> {
  const { contentHash: _, settled: __, ...document } = invoice;
  return wireForm({ ...document, open: openOf(invoice) }, invoice.currency);
}
