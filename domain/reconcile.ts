import type { CivilDate } from './civil-date.ts';
import { countedAmountOf, settledBy, type CreditHistory } from './credit-history.ts';
import { shareOf, type Order } from './order.ts';
import { noExposure, plus, type Ageing, type ExposureSums } from './position.ts';
import { inEverySum, withInvoice, type Invoice, type PackingSlip } from './receivables.ts';

/** Everything that a customer's position is made of, as stored. Amounts in minor units of the entity's currency. */
export type Documents = {
  readonly orders: readonly Order[];
  readonly packingSlips: readonly PackingSlip[];
  readonly invoices: readonly Invoice[];
  readonly credits: readonly CreditHistory[];
};

/** A stored amount that is not what the documents add up to. `id`: of the order or invoice, or a due date. */
export type Difference = {
  readonly of: 'position' | 'ageing' | 'order' | 'invoice';
  readonly id?: string | undefined;
  readonly what: string;
  readonly stored: bigint;
  readonly fromDocuments: bigint;
};

type Stored = { readonly sums: ExposureSums; readonly ageing: Ageing };

/** §14: recomputes the position and the ageing from the documents, and says where what is stored differs. */
export function differencesOf(stored: Stored, documents: Documents): readonly Difference[] {
  const orders = documents.orders.map((order) => fromItsDocuments(order, documents));
  const invoices = documents.invoices.map((invoice) => fromItsCredits(invoice, documents));
  const received = documents.credits.reduce((sum, credit) => sum + countedAmountOf(credit), 0n);
  const billed = invoices.reduce((sum, { amount }) => sum + amount, 0n);
  const sums = orders.map(shareOf).reduce(plus, plus(noExposure, inEverySum(billed - received)));
  const { threshold } = stored.ageing;
  const ageing = invoices.reduce(withInvoice, { items: [], unappliedCash: received, threshold });
  return [
    ...compared({ of: 'position' }, componentsOf(stored.sums), componentsOf(sums)),
    ...compared({ of: 'ageing' }, cashOf(stored.ageing), cashOf(ageing)),
    ...ageingDifferences(stored.ageing, ageing),
    ...documents.orders.flatMap((order, index) =>
      compared({ of: 'order', id: order.order }, ledgerOf(order), ledgerOf(orders[index] ?? order)),
    ),
    ...documents.invoices.flatMap((invoice, index) =>
      compared({ of: 'invoice', id: invoice.invoice }, settledOf(invoice), settledOf(invoices[index] ?? invoice)),
    ),
  ];
}

function fromItsDocuments(order: Order, { packingSlips, invoices, credits }: Documents): Order {
  const delivered = total(packingSlips.filter((slip) => slip.order === order.order));
  const invoiced = total(invoices.filter((invoice) => invoice.order === order.order));
  const reopened = credits.flatMap(({ credit }) =>
    credit?.kind === 'credit-note' && credit.reopensOrder && credit.order === order.order ? [credit] : [],
  );
  return { ...order, delivered, invoiced: invoiced - total(reopened) };
}

function fromItsCredits(invoice: Invoice, { credits }: Documents): Invoice {
  const settled = credits.reduce((sum, credit) => sum + (settledBy(credit).get(invoice.invoice) ?? 0n), 0n);
  return { ...invoice, settled };
}

function total(documents: readonly { readonly amount: bigint }[]): bigint {
  return documents.reduce((sum, { amount }) => sum + amount, 0n);
}

type Amounts = Readonly<Record<string, bigint>>;

/** By the names that a credit position shows (§5.7). */
function componentsOf({ balance, toDelivered, toOrders, toHeld }: ExposureSums): Amounts {
  return {
    openReceivables: balance,
    deliveredNotInvoiced: toDelivered - balance,
    openOrders: toOrders - toDelivered,
    openOrdersOnHold: toHeld - toOrders,
  };
}

const cashOf = ({ unappliedCash }: Ageing): Amounts => ({ unappliedCash });
const ledgerOf = ({ delivered, invoiced }: Order): Amounts => ({ delivered, invoiced });
const settledOf = ({ settled }: Invoice): Amounts => ({ settled });

function ageingDifferences(stored: Ageing, recomputed: Ageing): readonly Difference[] {
  const dates = new Set([...stored.items, ...recomputed.items].map(({ dueDate }) => dueDate));
  const openOn = ({ items }: Ageing, date: CivilDate): Amounts => ({
    open: items.find(({ dueDate }) => dueDate === date)?.open ?? 0n,
  });
  return [...dates]
    .toSorted()
    .flatMap((date) => compared({ of: 'ageing', id: date }, openOn(stored, date), openOn(recomputed, date)));
}

function compared(place: Pick<Difference, 'of' | 'id'>, stored: Amounts, recomputed: Amounts): readonly Difference[] {
  return Object.entries(stored)
    .map(([what, amount]) => ({ ...place, what, stored: amount, fromDocuments: recomputed[what] ?? 0n }))
    .filter((one) => one.stored !== one.fromDocuments);
}
