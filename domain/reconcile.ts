import { awaitedInAll, documentsIn, nameOfRate, type AwaitedRate } from './awaited-rates.ts';
import type { CivilDate } from './civil-date.ts';
import { awaitedByCredit, onAccountOf, settledBy, type CreditHistory } from './credit-history.ts';
import type { InvoiceId, OrderId } from './ids.ts';
import { awaitedByOrder, shareOf, type Order } from './order.ts';
import { noExposure, plus, type Ageing, type ExposureSums } from './position.ts';
import {
  ageingOf,
  awaitedByInvoice,
  balanceOf,
  deliveredBy,
  inEverySum,
  type Invoice,
  type PackingSlip,
} from './receivables.ts';

/** Everything that a customer's position is made of, as stored. Amounts in minor units of the entity's currency. */
export type Documents = {
  readonly orders: readonly Order[];
  readonly packingSlips: readonly PackingSlip[];
  readonly invoices: readonly Invoice[];
  readonly credits: readonly CreditHistory[];
};

/** A stored amount that is not what the documents add up to. `id`: of the order or invoice, a due date, or a rate that is missing. */
export type Difference = {
  readonly of: 'position' | 'ageing' | 'order' | 'invoice';
  readonly id?: string | undefined;
  readonly what: string;
  /** Of the amounts, where it is not the entity's; null where they are numbers of documents. */
  readonly currency?: string | null | undefined;
  readonly stored: bigint;
  readonly fromDocuments: bigint;
};

type Stored = {
  readonly sums: ExposureSums;
  readonly ageing: Ageing;
  readonly unconverted: number;
  /** §5.3: how many documents wait for each rate. */
  readonly awaited: readonly AwaitedRate[];
};

/** §14: recomputes the position and the ageing from the documents, and says where what is stored differs. */
export function differencesOf(stored: Stored, documents: Documents): readonly Difference[] {
  const { delivered, deliveredBooked, slipsWithoutRate, invoiced, settled } = tallied(documents);
  const orders = documents.orders.map((order) => ({
    ...order,
    delivered: delivered.get(order.order) ?? 0n,
    ...(order.deliveredBooked === undefined ? {} : { deliveredBooked: deliveredBooked.get(order.order) ?? 0n }),
    slipsWithoutRate: slipsWithoutRate.get(order.order) ?? [],
    invoiced: invoiced.get(order.order) ?? 0n,
  }));
  const invoices = documents.invoices.map((invoice) => ({ ...invoice, settled: settled.get(invoice.invoice) ?? 0n }));
  const arrived = new Map(invoices.map((invoice) => [invoice.invoice, invoice]));
  const onAccount = documents.credits.reduce((sum, credit) => sum + onAccountOf(credit, arrived), 0n);
  const owed = invoices.reduce((sum, invoice) => sum + balanceOf(invoice), 0n);
  const sums = orders.map(shareOf).reduce(plus, plus(noExposure, inEverySum(owed - onAccount)));
  const ageing = ageingOf(invoices, onAccount, stored.ageing.threshold);
  const awaited = awaitedInAll([
    ...orders.flatMap(awaitedByOrder),
    ...invoices.flatMap(awaitedByInvoice),
    ...documents.credits.flatMap(awaitedByCredit),
  ]);
  return [
    ...compared({ of: 'position' as const }, componentsOf(stored.sums), componentsOf(sums)),
    ...compared(
      { of: 'position' as const, currency: null },
      countOf(stored.unconverted),
      countOf(documentsIn(awaited)),
    ),
    ...awaitedDifferences(stored.awaited, awaited),
    ...compared({ of: 'ageing' as const }, cashOf(stored.ageing), cashOf(ageing)),
    ...ageingDifferences(stored.ageing, ageing),
    ...documents.orders.flatMap((order, index) => orderDifferences(order, orders[index] ?? order)),
    ...documents.invoices.flatMap((invoice, index) =>
      compared(
        { of: 'invoice' as const, id: invoice.invoice, currency: invoice.currency },
        settledOf(invoice),
        settledOf(invoices[index] ?? invoice),
      ),
    ),
  ];
}

/** What the documents say of each order and invoice, each document looked at once. */
function tallied({ packingSlips, invoices, credits }: Documents) {
  const delivered = new Map<OrderId, bigint>();
  const deliveredBooked = new Map<OrderId, bigint>();
  const slipsWithoutRate = new Map<OrderId, readonly AwaitedRate[]>();
  const invoiced = new Map<OrderId, bigint>();
  const settled = new Map<InvoiceId, bigint>();
  const currencies = new Map(invoices.map(({ invoice, currency }) => [invoice, currency]));
  for (const slip of packingSlips) {
    const counted = deliveredBy(slip);
    add(delivered, slip.order, counted.delivered);
    add(deliveredBooked, slip.order, counted.deliveredBooked);
    const others = slipsWithoutRate.get(slip.order) ?? [];
    slipsWithoutRate.set(slip.order, awaitedInAll([...others, ...counted.slipsWithoutRate]));
  }
  for (const { order, amount } of invoices) if (order !== undefined) add(invoiced, order, amount);
  for (const history of credits) {
    const { credit } = history;
    const reopened = credit?.kind === 'credit-note' && credit.reopensOrder ? credit.order : undefined;
    if (reopened !== undefined) add(invoiced, reopened, -(credit?.amount ?? 0n));
    for (const { invoice, currency, amount } of settledBy(history)) {
      if (currencies.get(invoice) === currency) add(settled, invoice, amount);
    }
  }
  return { delivered, deliveredBooked, slipsWithoutRate, invoiced, settled };
}

function add<K>(sums: Map<K, bigint>, key: K, amount: bigint): void {
  sums.set(key, (sums.get(key) ?? 0n) + amount);
}

type Amounts = Readonly<Record<string, bigint>>;

/** By the names that a credit position shows (§5.7). */
export function componentsOf({ balance, toDelivered, toOrders, toHeld }: ExposureSums): Amounts {
  return {
    openReceivables: balance,
    deliveredNotInvoiced: toDelivered - balance,
    openOrders: toOrders - toDelivered,
    openOrdersOnHold: toHeld - toOrders,
  };
}

export const countOf = (documents: number): Amounts => ({ unconverted: BigInt(documents) });
const cashOf = ({ unappliedCash }: Ageing): Amounts => ({ unappliedCash });
const ledgerOf = ({ delivered, invoiced }: Order): Amounts => ({ delivered, invoiced });
const deliveredOf = ({ deliveredBooked }: Order): Amounts => (deliveredBooked === undefined ? {} : { deliveredBooked });
const lackingOf = ({ slipsWithoutRate = [] }: Order): Amounts => ({
  slipsWithoutRate: BigInt(documentsIn(slipsWithoutRate)),
});
const settledOf = ({ settled }: Invoice): Amounts => ({ settled });

function orderDifferences(stored: Order, recomputed: Order): readonly Difference[] {
  const place = { of: 'order', id: stored.order } as const;
  return [
    ...compared({ ...place, currency: stored.currency }, ledgerOf(stored), ledgerOf(recomputed)),
    ...compared(place, deliveredOf(stored), deliveredOf(recomputed)),
    ...compared({ ...place, currency: null }, lackingOf(stored), lackingOf(recomputed)),
  ];
}

function ageingDifferences(stored: Ageing, recomputed: Ageing): readonly Difference[] {
  const dates = new Set([...stored.items, ...recomputed.items].map(({ dueDate }) => dueDate));
  const openOn = ({ items }: Ageing, date: CivilDate): Amounts => ({
    open: items.find(({ dueDate }) => dueDate === date)?.open ?? 0n,
  });
  return [...dates]
    .toSorted()
    .flatMap((date) => compared({ of: 'ageing' as const, id: date }, openOn(stored, date), openOn(recomputed, date)));
}

function awaitedDifferences(stored: readonly AwaitedRate[], recomputed: readonly AwaitedRate[]): readonly Difference[] {
  const names = new Set([...stored, ...recomputed].map(nameOfRate));
  const waitingFor = (rates: readonly AwaitedRate[], name: string): Amounts =>
    countOf(documentsIn(rates.filter((rate) => nameOfRate(rate) === name)));
  return [...names].toSorted().flatMap((name) => {
    const place = { of: 'position', id: name, currency: null } as const;
    return compared(place, waitingFor(stored, name), waitingFor(recomputed, name));
  });
}

export function compared<P extends object>(
  place: P,
  stored: Amounts,
  recomputed: Amounts,
): readonly (P & Pick<Difference, 'what' | 'stored' | 'fromDocuments'>)[] {
  return Object.entries(stored)
    .map(([what, amount]) => ({ ...place, what, stored: amount, fromDocuments: recomputed[what] ?? 0n }))
    .filter((one) => one.stored !== one.fromDocuments);
}
