import { divideHalfEven } from '../../domain/divide-half-even.ts';
import { largestAmount, parseAmount } from '../../domain/money.ts';
import type { Receivable } from './receivable.ts';

/** The same limit for each customer, or a multiple of the customer's average invoice (in ten-thousandths). */
export type LimitOption =
  { readonly kind: 'fixed'; readonly amount: bigint } | { readonly kind: 'factor'; readonly tenThousandths: bigint };

/** `500.00` or `2.5x`; `undefined` where it is neither. */
export function parseLimit(text: string, currency: string): LimitOption | undefined {
  const [, whole, fraction = ''] = /^(\d{1,6})(?:\.(\d{1,4}))?x$/.exec(text) ?? [];
  if (whole !== undefined) return { kind: 'factor', tenThousandths: BigInt(whole + fraction.padEnd(4, '0')) };
  const amount = parseAmount(text, currency);
  return amount === undefined || amount < 0n ? undefined : { kind: 'fixed', amount };
}

/** Minor units, rounded half even, for a customer with these invoices. */
export function limitFor(option: LimitOption, invoices: readonly Receivable[]): bigint {
  if (option.kind === 'fixed') return option.amount;
  const sum = invoices.reduce((total, { amount }) => total + amount, 0n);
  const limit = divideHalfEven(sum * option.tenThousandths, BigInt(invoices.length) * 10_000n);
  return limit > largestAmount ? largestAmount : limit;
}
