import type { CivilDate } from './civil-date.ts';
import type { CustomerId, InvoiceId, OrderId } from './ids.ts';
import type { Ageing } from './position.ts';

/** A posted invoice; amounts in minor units of the entity's currency. */
export type Invoice = {
  readonly invoice: InvoiceId;
  readonly customer: CustomerId;
  readonly order?: OrderId | undefined;
  readonly amount: bigint;
  readonly date: CivilDate;
  readonly dueDate: CivilDate;
  readonly open: bigint;
  readonly contentHash: string;
};

/** What a payment or credit note is to settle of an invoice, and what it has settled of it so far. */
export type Settlement = { readonly invoice: InvoiceId; readonly amount: bigint; readonly applied: bigint };

/** A payment or a credit note: it lowers the balance at once, and what is not applied to invoices is on account (§5.5). */
export type Credit = {
  readonly kind: 'payment' | 'credit-note';
  readonly id: string;
  readonly customer: CustomerId;
  readonly amount: bigint;
  readonly date: CivilDate;
  readonly settlements: readonly Settlement[];
  /** A credit note that names an order and says `reopensOrder` takes back that much of what was invoiced (§5.2). */
  readonly reopens?: OrderId | undefined;
  readonly contentHash: string;
};

export function unappliedOf(credit: Credit): bigint {
  return credit.settlements.reduce((left, { applied }) => left - applied, credit.amount);
}

/** One application of a credit to an invoice, never more than either has left. */
export function applied(
  credit: Credit,
  invoice: Invoice,
): { readonly credit: Credit; readonly invoice: Invoice; readonly amount: bigint } {
  const wanted = credit.settlements.find((settlement) => settlement.invoice === invoice.invoice);
  const missing = wanted === undefined ? 0n : wanted.amount - wanted.applied;
  const amount = missing < invoice.open ? missing : invoice.open;
  const settlements = credit.settlements.map((settlement) =>
    settlement === wanted ? { ...settlement, applied: settlement.applied + amount } : settlement,
  );
  return { credit: { ...credit, settlements }, invoice: { ...invoice, open: invoice.open - amount }, amount };
}

/** §5.5: the ageing after the open amount due on a date moved by `change`; dates with nothing open are left out. */
export function withOpenMoved(ageing: Ageing, dueDate: CivilDate, change: bigint): Ageing {
  if (change === 0n) return ageing;
  const others = ageing.items.filter((item) => item.dueDate !== dueDate);
  const open = (ageing.items.find((item) => item.dueDate === dueDate)?.open ?? 0n) + change;
  const items = open === 0n ? others : [...others, { dueDate, open }];
  return { ...ageing, items: items.toSorted((a, b) => (a.dueDate < b.dueDate ? -1 : 1)) };
}

export function withCashMoved(ageing: Ageing, change: bigint): Ageing {
  return { ...ageing, unappliedCash: ageing.unappliedCash + change };
}

export const nothingOpen: Ageing = { items: [], unappliedCash: 0n };
