import { bookedOf, inProportion } from '../booked.ts';
import type { CivilDate } from '../civil-date.ts';
import type { InvoiceId } from '../ids.ts';
import type { CreditFact, InvoiceFact } from './receivable-facts.ts';

/**
 * §5.1 at the end of past days (ascending): invoices less credit notes and payments, applied or not, by the dates that the
 * documents bear, in minor units of the entity's currency. As in the balance of today, a payment settled against an item gives
 * back what the item was booked as (§5.3).
 */
export function receivablesAt(
  dates: readonly CivilDate[],
  invoices: ReadonlyMap<InvoiceId, InvoiceFact>,
  credits: readonly CreditFact[],
): readonly bigint[] {
  const movements = [...movementsOf(invoices, credits)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  let balance = 0n;
  let next = 0;
  return dates.map((date) => {
    for (let move = movements[next]; move !== undefined && move[0] <= date; move = movements[next]) {
      balance += move[1];
      next += 1;
    }
    return balance;
  });
}

type Movements = Map<CivilDate, bigint>;

function movementsOf(invoices: ReadonlyMap<InvoiceId, InvoiceFact>, credits: readonly CreditFact[]): Movements {
  const movements: Movements = new Map();
  const add = (date: CivilDate, amount: bigint) => movements.set(date, (movements.get(date) ?? 0n) + amount);
  const settled = new Map<InvoiceId, { date: CivilDate; amount: bigint }[]>();
  for (const { counted, moved } of credits) {
    for (const { date, amount } of counted) add(date, -amount);
    for (const { date, invoice: id, currency, amount, offAccount } of moved) {
      const invoice = invoices.get(id);
      if (invoice?.currency !== currency) continue;
      // What was paid for an invoice beforehand stays on account until the invoice.
      const from = date > invoice.date ? date : invoice.date;
      add(from, offAccount);
      const parts = settled.get(id) ?? [];
      parts.push({ date: from, amount });
      settled.set(id, parts);
    }
  }
  for (const invoice of invoices.values()) {
    const booked = bookedOf(invoice);
    add(invoice.date, booked);
    let before = 0n;
    const parts = settled.get(invoice.invoice) ?? [];
    for (const { date, amount } of parts.toSorted((a, b) => (a.date < b.date ? -1 : 1))) {
      const after = before + amount;
      add(date, inProportion(booked, before, invoice.amount) - inProportion(booked, after, invoice.amount));
      before = after;
    }
  }
  return movements;
}
