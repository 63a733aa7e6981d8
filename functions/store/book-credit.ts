import type { InvoiceId } from '../../domain/ids.ts';
import { withCredit, withDocument, type Credit, type Invoice } from '../../domain/receivables.ts';
import { refuse } from '../../domain/refusal.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { bookDocument, type Booked, type Booking, type BookingSender } from './book-document.ts';
import { readOrder } from './credit-state.ts';
import { newCredit, waitingCredit } from './credits.ts';
import { changedInvoice, findInvoices } from './invoices.ts';
import type { TransactItem } from './transact.ts';

/**
 * §5.1, §5.5: a payment or credit note lowers the balance at once. It settles the invoices that it names; where one has not
 * arrived, it waits beside it; what no invoice takes is on account.
 */
export async function bookCredit<C extends Credit>(
  entity: AuthorizedEntity,
  credit: C,
  find: () => Promise<C | undefined>,
  sender: BookingSender,
): Promise<Booked<C>> {
  const { kind, id } = credit;
  return bookDocument({ entity, kind, id: [id], document: credit, find }, sender, async ({ ageing }) => {
    const ids = credit.settlements.map(({ invoice }) => invoice);
    const [invoices, order] = await Promise.all([findInvoices(entity, ids), reopenedOrder(entity, credit)]);
    assertOwn(credit, invoices);
    const after = withCredit(ageing, credit, invoices);
    return {
      document: credit,
      items: [newCredit(entity, credit), ...settlementItems(entity, credit, invoices, after.settled)],
      balance: -credit.amount,
      ageing: after.ageing,
      ...order,
    };
  });
}

function assertOwn({ kind, customer, settlements }: Credit, invoices: ReadonlyMap<InvoiceId, Invoice>): void {
  for (const [index, { invoice }] of settlements.entries()) {
    const found = invoices.get(invoice);
    if (found === undefined || found.customer === customer) continue;
    const pointer = kind === 'payment' ? `/settlements/${index}/invoice` : '/invoice';
    throw refuse('customer-differs', { customer: found.customer, pointer });
  }
}

function settlementItems(
  entity: AuthorizedEntity,
  credit: Credit,
  invoices: ReadonlyMap<InvoiceId, Invoice>,
  settled: readonly Invoice[],
): readonly TransactItem[] {
  const waiting = credit.settlements.filter(({ invoice }) => !invoices.has(invoice));
  return [
    ...settled.flatMap((invoice) => {
      const seen = invoices.get(invoice.invoice);
      return seen === undefined ? [] : [changedInvoice(entity, invoice, seen)];
    }),
    ...waiting.map((settlement) => waitingCredit(entity, credit, settlement)),
  ];
}

/** §5.2: a credit note that reopens its order takes back what was invoiced of it. */
async function reopenedOrder(entity: AuthorizedEntity, credit: Credit): Promise<Pick<Booking<Credit>, 'order'>> {
  if (credit.kind === 'payment' || credit.order === undefined || !credit.reopensOrder) return {};
  const { order, customer, amount } = credit;
  const seen = await readOrder(entity, order, true);
  return { order: { after: withDocument(seen?.order, { order, customer }, { invoiced: -amount }), seen } };
}
