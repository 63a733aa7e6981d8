import type { AwaitedRate } from '../../domain/awaited-rates.ts';
import { movedByCredit, resettled, settledBy, type CreditHistory } from '../../domain/credit-history.ts';
import type { CustomerId, InvoiceId } from '../../domain/ids.ts';
import type { Ageing } from '../../domain/position.ts';
import type { Invoice } from '../../domain/receivables.ts';
import { refuse } from '../../domain/refusal.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { waitingCredit } from './waiting-credits.ts';
import { changedInvoice, findInvoices } from './invoices.ts';
import type { CreditName } from './keys.ts';
import type { TransactItem } from './transact.ts';

/** A change of what is known of a payment or credit note of a customer. */
export type CreditChange = {
  readonly name: CreditName;
  readonly customer: CustomerId;
  readonly before: CreditHistory;
  readonly after: CreditHistory;
  /** Invoices that the document at hand names, each with where it does (JSON pointer): they must not be another customer's. */
  readonly named: readonly { readonly invoice: InvoiceId; readonly pointer: string }[];
};

export type CreditMoved = {
  readonly items: readonly TransactItem[];
  readonly balance: bigint;
  readonly ageing: Ageing;
  readonly awaited: readonly AwaitedRate[];
};

/**
 * §5.1, §5.5: what a change of a payment or credit note writes beside itself: the invoices that it settles more or less of, and
 * for those that have not arrived what waits beside them. Of another customer's invoice it settles nothing.
 */
export async function moveCredit(entity: AuthorizedEntity, ageing: Ageing, change: CreditChange): Promise<CreditMoved> {
  const { name, customer, before, after, named } = change;
  const changes = resettled(before, after);
  const ids = new Set([...changes, ...named].map(({ invoice }) => invoice));
  const found = await findInvoices(entity, [...ids]);
  assertOwn(customer, named, found);
  const own = new Map([...found].filter(([, invoice]) => invoice.customer === customer));
  const { settled, ...moved } = movedByCredit(ageing, before, after, own);
  const waiting = new Set(changes.map(({ invoice }) => invoice).filter((invoice) => !found.has(invoice)));
  const settles = settledBy(after);
  const items = [
    ...settled.flatMap((invoice) => {
      const seen = own.get(invoice.invoice);
      return seen === undefined ? [] : [changedInvoice(entity, invoice, seen)];
    }),
    ...[...waiting].map((invoice) => {
      const parts = settles.filter((part) => part.invoice === invoice);
      return waitingCredit(entity, name, customer, invoice, parts);
    }),
  ];
  return { items, ...moved };
}

function assertOwn(customer: CustomerId, named: CreditChange['named'], found: ReadonlyMap<InvoiceId, Invoice>): void {
  for (const { invoice, pointer } of named) {
    const owner = found.get(invoice)?.customer ?? customer;
    if (owner !== customer) throw refuse('customer-differs', { customer: owner, pointer });
  }
}
