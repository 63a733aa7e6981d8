import * as z from 'zod/mini';
import { ofCreditNote, ofPayment, settlementFields } from './settlement-message.ts';
import { invoiceSide } from './invoice-side.ts';
import { amount, civilDate, invoiceId, settlementId } from './wire.ts';

const notApplied = z
  .optional(z.enum(['currency-differs']))
  .check(
    z.describe(
      'It settles nothing, since its payment or credit note, or its invoice, is in another currency than it says.',
    ),
  );

/** Without its checks, for what the API answers. */
const answered = {
  ...settlementFields.shape,
  reversedOn: z.optional(civilDate).check(z.describe('It settles nothing (any more).')),
  notApplied,
};
export const paymentSettlementView = z.strictObject({ ...ofPayment, ...answered });
export const creditNoteSettlementView = z.strictObject({ ...ofCreditNote, ...answered });

/** How a payment or credit note shows its settlements; one that came with it has the id of its invoice. */
export const shownSettlement = z.strictObject({
  settlement: z.optional(settlementId).check(z.describe('Absent where it came with the document.')),
  invoice: invoiceId,
  amount,
  ...invoiceSide,
  notApplied,
  date: z.optional(civilDate),
  reversedOn: z.optional(civilDate).check(z.describe('It settles nothing (any more).')),
});
