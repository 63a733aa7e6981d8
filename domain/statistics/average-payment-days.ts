import { bookedOf, inProportion } from '../booked.ts';
import { daysBetween } from '../civil-date.ts';
import { hundredthsOf, type Hundredths } from '../hundredths.ts';
import type { InvoiceId } from '../ids.ts';
import { isWithin, type Period } from './period.ts';
import type { CreditFact, InvoiceFact, SettledFact } from './receivable-facts.ts';

export type AveragePaymentDays = {
  readonly period: Period;
  /** What payments settled in the period, in minor units of the entity's currency: the weights. */
  readonly settled: bigint;
  readonly days: Hundredths | undefined;
};

/**
 * §13: the mean of the days from invoice date to settlement of what payments settled in the period, weighted by amount as booked.
 * A payment that came before its invoice took no day. Credit notes pay nothing, but leave less to pay.
 */
export function averagePaymentDays(
  period: Period,
  invoices: ReadonlyMap<InvoiceId, InvoiceFact>,
  credits: readonly CreditFact[],
): AveragePaymentDays {
  let settled = 0n;
  let amountDays = 0n;
  for (const [id, parts] of partsByInvoice(credits)) {
    const invoice = invoices.get(id);
    if (invoice === undefined) continue;
    const upTo = (amount: bigint) => inProportion(bookedOf(invoice), smaller(amount, invoice.amount), invoice.amount);
    let before = 0n;
    for (const { kind, currency, date, amount } of parts) {
      if (currency !== invoice.currency) continue;
      const weight = upTo(before + amount) - upTo(before);
      before += amount;
      const on = date > invoice.date ? date : invoice.date;
      if (kind !== 'payment' || !isWithin(period, on)) continue;
      settled += weight;
      amountDays += weight * BigInt(daysBetween(invoice.date, on));
    }
  }
  return { period, settled, days: settled > 0n ? hundredthsOf(amountDays, settled) : undefined };
}

type Part = SettledFact & Pick<CreditFact, 'kind'>;

/** Each invoice's in the order of their dates, since what is settled beyond the whole invoice stays on account. */
function partsByInvoice(credits: readonly CreditFact[]): ReadonlyMap<InvoiceId, readonly Part[]> {
  const parts: readonly Part[] = credits.flatMap(({ kind, settled }) => settled.map((one) => ({ ...one, kind })));
  const sorted = parts.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  return Map.groupBy(sorted, ({ invoice }) => invoice);
}

function smaller(one: bigint, other: bigint): bigint {
  return one < other ? one : other;
}
