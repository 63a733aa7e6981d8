import { awaitedByOne, awaitedInAll, awaitedMore, type AwaitedRate } from './awaited-rates.ts';
import { bookedOf, inProportion, type InBase } from './booked.ts';
import { daysBetween, type CivilDate } from './civil-date.ts';
import type { MissingRate } from './exchange-rates.ts';
import { openByInstalment, openItemsOf, type Instalment } from './instalments.ts';
import type { CreditNoteId, CustomerId, InvoiceId, OrderId, PackingSlipId, PaymentId } from './ids.ts';
import { positive, type Order } from './order.ts';
import type { Ageing, ExposureSums } from './position.ts';
import { announced, assertSameCurrency, assertSameCustomer } from './receive-order.ts';

/** What every posted document says of itself. `amount` in minor units of `currency`, its own (§5.3). */
type Posted = InBase & {
  readonly customer: CustomerId;
  readonly date: CivilDate;
  readonly amount: bigint;
  readonly currency: string;
  /** SHA-256 of the content: the same id with other content is refused. */
  readonly contentHash: string;
};

export type PackingSlip = Posted & {
  readonly order: OrderId;
  readonly packingSlip: PackingSlipId;
  /** §7.1: it was cancelled, for good; nothing of it was delivered. */
  readonly reversedOn?: CivilDate | undefined;
};

export type Invoice = Posted & {
  readonly invoice: InvoiceId;
  readonly order?: OrderId | undefined;
  /** A down payment on its order counts as any invoice of the order does (§5.2). */
  readonly isDownPayment?: boolean | undefined;
  /** With instalments, the earliest of theirs. */
  readonly dueDate: CivilDate;
  /** They add up to the amount. */
  readonly instalments?: readonly Instalment[] | undefined;
  /**
   * What its customer's payments and credit notes say they settle of it, which may be more than it is, in its own currency.
   * The sum alone is kept, so that what is open does not depend on the order in which they arrive (§15.1).
   */
  readonly settled: bigint;
};

/**
 * What a payment or a credit note settles of an invoice, which may not have arrived yet. `amount` is in the currency of the
 * payment or credit note; where the invoice is in another, the settlement says both amounts.
 */
export type Settlement = {
  readonly invoice: InvoiceId;
  readonly amount: bigint;
  readonly invoiceAmount?: bigint | undefined;
  readonly invoiceCurrency?: string | undefined;
};

/** A payment or a credit note: it lowers the balance at once, and what no invoice takes is on account (§5.5). */
export type Credit = Posted & {
  readonly settlements: readonly Settlement[];
} & (
    | { readonly kind: 'payment'; readonly id: PaymentId }
    | {
        readonly kind: 'credit-note';
        readonly id: CreditNoteId;
        readonly order?: OrderId | undefined;
        /** Takes back that much of what was invoiced of the order (§5.2). */
        readonly reopensOrder: boolean;
      }
  );

/** What is left to pay of an invoice: never below zero, since more than that stays on account. */
export function openOf({ amount, settled }: Invoice): bigint {
  return positive(amount - settled);
}

/**
 * §5.3: what an invoice adds to the balance, in the entity's currency: what was booked less what was settled, in proportion.
 * Below zero where more was settled than it is: that is on account.
 */
export function balanceOf(invoice: Invoice): bigint {
  const booked = bookedOf(invoice);
  return booked - inProportion(booked, invoice.settled, invoice.amount);
}

/** What is open of all of them in the entity's currency. */
export function totalOpen(invoices: readonly Invoice[]): bigint {
  return invoices.reduce((sum, invoice) => sum + positive(balanceOf(invoice)), 0n);
}

/** §5.5: whole days since the earliest due date with something open, by what settles this invoice alone; 0 up to and on that date. */
export function daysOverdueOn(invoice: Invoice, today: CivilDate): number {
  const earliest = openByInstalment(invoice).find(({ open }) => open > 0n);
  return earliest === undefined || earliest.dueDate >= today ? 0 : daysBetween(earliest.dueDate, today);
}

/** §5.5: the ageing with an invoice that arrived, and with what settled it before (`offAccount`) taken from unapplied cash. */
export function withInvoice(ageing: Ageing, invoice: Invoice, offAccount: bigint): Ageing {
  return withCashMoved(withInvoiceMoved(ageing, undefined, invoice), -offAccount);
}

/** §5.5: the ageing of all of a customer's invoices, where payments and credit notes have `onAccount` that no invoice takes. */
export function ageingOf(invoices: readonly Invoice[], onAccount: bigint, threshold: bigint | undefined): Ageing {
  const openOn = new Map<CivilDate, bigint>();
  for (const { dueDate, open } of invoices.flatMap((invoice) => openItemsOf(invoice, threshold))) {
    openOn.set(dueDate, (openOn.get(dueDate) ?? 0n) + open);
  }
  const items = [...openOn].map(([dueDate, open]) => ({ dueDate, open }));
  const unappliedCash = invoices.reduce((cash, invoice) => cash + settledBeyond(invoice), onAccount);
  return { items: items.toSorted((a, b) => (a.dueDate < b.dueDate ? -1 : 1)), unappliedCash, threshold };
}

/** §5.2: what a packing slip delivers of its order; nothing once it was cancelled. */
export function deliveredBy(slip: PackingSlip): Required<Omit<OrderMove, 'invoiced'>> {
  if (slip.reversedOn !== undefined) return { delivered: 0n, deliveredBooked: 0n, slipsWithoutRate: [] };
  return {
    delivered: slip.amount,
    deliveredBooked: bookedOf(slip),
    slipsWithoutRate: awaitedByOne(rateAwaitedBySlip(slip)),
  };
}

/** §5.3: the rate that it waits for; one that was cancelled counts nothing whatever the rate. */
export function rateAwaitedBySlip({ reversedOn, missingRate }: PackingSlip): MissingRate | undefined {
  return reversedOn === undefined ? missingRate : undefined;
}

/** §5.3: the rate without which it is not known what the invoice counts for; one that is exactly settled counts nothing. */
export function awaitedByInvoice({ amount, settled, missingRate }: Invoice): readonly AwaitedRate[] {
  return awaitedByOne(settled === amount ? undefined : missingRate);
}

/** §5.2, §15.1: an order with a packing slip as it was (`undefined`: not there yet) replaced by what it is now. */
export function withPackingSlip(
  stored: Order | undefined,
  before: PackingSlip | undefined,
  after: PackingSlip,
  baseCurrency: string,
): Order {
  const is = deliveredBy(after);
  const was = before === undefined ? undefined : deliveredBy(before);
  return withDocument(
    stored,
    { ...after, isForeign: after.currency !== baseCurrency },
    {
      delivered: is.delivered - (was?.delivered ?? 0n),
      deliveredBooked: is.deliveredBooked - (was?.deliveredBooked ?? 0n),
      slipsWithoutRate: awaitedMore(is.slipsWithoutRate, was?.slipsWithoutRate ?? []),
    },
  );
}

/** §5.2, §15.1: an order after a document that names it; the document may come first. */
export function withDocument(
  stored: Order | undefined,
  { order, customer, currency, isForeign }: NamingOrder,
  { delivered = 0n, deliveredBooked = delivered, slipsWithoutRate = [], invoiced = 0n }: OrderMove,
): Order {
  const before = stored ?? announced(order, customer);
  assertSameCustomer(before, customer);
  assertSameCurrency(before, currency);
  return {
    ...before,
    currency,
    delivered: before.delivered + delivered,
    ...(isForeign ? { deliveredBooked: (before.deliveredBooked ?? 0n) + deliveredBooked } : {}),
    ...(slipsWithoutRate.length === 0
      ? {}
      : { slipsWithoutRate: awaitedInAll([...(before.slipsWithoutRate ?? []), ...slipsWithoutRate]) }),
    invoiced: before.invoiced + invoiced,
  };
}

/** A document that names an order. `isForeign`: in another currency than the entity's. */
export type NamingOrder = {
  readonly order: OrderId;
  readonly customer: CustomerId;
  readonly currency: string;
  readonly isForeign: boolean;
};

/** What it adds, in its own currency; of a packing slip also what it was booked as, or which rate it lacks. */
type OrderMove = {
  readonly delivered?: bigint;
  readonly deliveredBooked?: bigint;
  readonly slipsWithoutRate?: readonly AwaitedRate[];
  readonly invoiced?: bigint;
};

/** Open receivables are part of every sum. */
export function inEverySum(amount: bigint): ExposureSums {
  return { balance: amount, toDelivered: amount, toOrders: amount, toHeld: amount };
}

/** The ageing with an invoice as it was (`undefined`: not there yet) replaced by what it is now. */
export function withInvoiceMoved(ageing: Ageing, before: Invoice | undefined, after: Invoice): Ageing {
  let moved = ageing;
  for (const { dueDate, open } of before === undefined ? [] : openItemsOf(before, ageing.threshold)) {
    moved = withOpenMoved(moved, dueDate, -open);
  }
  for (const { dueDate, open } of openItemsOf(after, ageing.threshold)) moved = withOpenMoved(moved, dueDate, open);
  return withCashMoved(moved, settledBeyond(after) - (before === undefined ? 0n : settledBeyond(before)));
}

/** What was settled of an invoice beyond all of it stays on account. */
function settledBeyond(invoice: Invoice): bigint {
  return positive(-balanceOf(invoice));
}

/** The ageing with the open amount due on a date moved; dates with nothing open are left out. */
function withOpenMoved(ageing: Ageing, dueDate: CivilDate, change: bigint): Ageing {
  const others = ageing.items.filter((item) => item.dueDate !== dueDate);
  const open = (ageing.items.find((item) => item.dueDate === dueDate)?.open ?? 0n) + change;
  const items = open === 0n ? others : [...others, { dueDate, open }];
  return { ...ageing, items: items.toSorted((a, b) => (a.dueDate < b.dueDate ? -1 : 1)) };
}

/** The ageing with another amount on account. */
export function withCashMoved(ageing: Ageing, change: bigint): Ageing {
  return { ...ageing, unappliedCash: ageing.unappliedCash + change };
}

export const nothingOpen: Ageing = { items: [], unappliedCash: 0n };
