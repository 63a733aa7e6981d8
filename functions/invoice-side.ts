import * as z from 'zod/mini';
import { parseAmount } from '../domain/money.ts';
import type { Settlement } from '../domain/receivables.ts';
import { minorUnits } from './base-currency.ts';
import { amount, currency } from './wire.ts';

/** §5.5: what a settlement is in the currency of its invoice, where that is another. */
export const invoiceSide = {
  invoiceAmount: z
    .optional(amount)
    .check(z.describe('Where the invoice is in another currency: how much of it that settles. Above zero.')),
  invoiceCurrency: z
    .optional(currency)
    .check(
      z.describe(
        'Of `invoiceAmount`. Required where the invoice is in another currency: otherwise it settles nothing.',
      ),
    ),
};
type Settling = {
  readonly amount: string;
  readonly invoiceAmount?: string | undefined;
  readonly invoiceCurrency?: string | undefined;
};

/** What is wrong with the invoice's side of a settlement whose amount is in `ownCurrency`: each field, and why. */
export function invoiceSideProblems(settling: Settling, ownCurrency: string): readonly (readonly [string, string])[] {
  const { invoiceAmount, invoiceCurrency } = settling;
  if (invoiceAmount === undefined && invoiceCurrency === undefined) return [];
  if (invoiceAmount === undefined) return [['invoiceAmount', 'is missing beside invoiceCurrency']];
  if (invoiceCurrency === undefined) return [['invoiceCurrency', 'is missing beside invoiceAmount']];
  const parsed = parseAmount(invoiceAmount, invoiceCurrency);
  if (parsed === undefined) {
    return [['invoiceAmount', `has more decimals than ${invoiceCurrency} or is out of range`]];
  }
  if (parsed <= 0n) return [['invoiceAmount', 'must be above zero']];
  const isOther = invoiceCurrency === ownCurrency && parsed !== parseAmount(settling.amount, ownCurrency);
  return isOther ? [['invoiceAmount', 'is not the amount, in the same currency']] : [];
}

/** In minor units; the invoice's side only where it is in another currency. */
export function settlementAmounts(
  { amount: own, invoiceAmount, invoiceCurrency }: Settling,
  ownCurrency: string,
): Omit<Settlement, 'invoice'> {
  const parsed = minorUnits(own, ownCurrency);
  if (invoiceAmount === undefined || invoiceCurrency === undefined || invoiceCurrency === ownCurrency) {
    return { amount: parsed };
  }
  return { amount: parsed, invoiceAmount: minorUnits(invoiceAmount, invoiceCurrency), invoiceCurrency };
}
