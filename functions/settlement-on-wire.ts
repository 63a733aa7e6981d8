import { isInCurrencies, laterSettlementOf, ownSettlementOf } from '../domain/credit-history.ts';
import type { CustomerId, InvoiceId, SettlementId } from '../domain/ids.ts';
import { formatAmount } from '../domain/money.ts';
import type { Invoice, Settlement } from '../domain/receivables.ts';
import type { AuthorizedEntity } from './actor.ts';
import type { SettlementDocument } from './store/book-settlement.ts';
import { readCreditHistory, type CreditNote, type Payment, type Told } from './store/credits.ts';
import { findInvoices } from './store/invoices.ts';
import type { CreditName } from './store/keys.ts';

/** Its payment or credit note and its invoice are looked at for whether they are in the currencies that it says. */
export async function settlementOnWire(entity: AuthorizedEntity, name: CreditName, document: SettlementDocument) {
  const { contentHash: _, customer } = document;
  const { invoice, date, currency, settlement, reversedOn } = document;
  const [{ credit }, invoices] = await Promise.all([
    readCreditHistory(entity, name, customer),
    findInvoices(entity, [invoice]),
  ]);
  const shown = shownSettlement(document, credit?.currency ?? currency, ownInvoices(invoices, customer));
  return { settlement, customer, date, ...shown, currency, reversedOn };
}

type Shown = Settlement & { readonly currency?: string };

function shownSettlement(one: Shown, creditCurrency: string, invoices: ReadonlyMap<InvoiceId, Invoice>) {
  const { invoice, amount, invoiceAmount, invoiceCurrency } = one;
  const isFit = isInCurrencies(one, creditCurrency, invoices.get(invoice)?.currency);
  const side =
    invoiceAmount === undefined || invoiceCurrency === undefined
      ? {}
      : { invoiceAmount: formatAmount(invoiceAmount, invoiceCurrency), invoiceCurrency };
  const ownAmount = formatAmount(amount, one.currency ?? creditCurrency);
  return { invoice, amount: ownAmount, ...side, ...(isFit ? {} : { notApplied: 'currency-differs' as const }) };
}

/** The settlements of a payment or credit note: those that came with it, then the others by date and id. */
export async function settlementsOnWire(entity: AuthorizedEntity, credit: Told<Payment | CreditNote>) {
  const { afterwards, customer } = credit;
  const later = afterwards.settlements.flatMap(({ settlement, sent, reversedOn }) =>
    sent === undefined || ownSettlementOf(credit, settlement) !== undefined ? [] : [{ settlement, sent, reversedOn }],
  );
  const named = new Set([...credit.settlements, ...later.map(({ sent }) => sent)].map(({ invoice }) => invoice));
  const invoices = ownInvoices(await findInvoices(entity, [...named]), customer);
  const shown = (one: Shown) => shownSettlement(one, credit.currency, invoices);
  const sorted = later.toSorted((a, b) =>
    a.sent.date < b.sent.date || (a.sent.date === b.sent.date && a.settlement < b.settlement) ? -1 : 1,
  );
  return [
    ...credit.settlements.map((one) => {
      const heard = laterSettlementOf(afterwards, one.invoice as string as SettlementId);
      return { ...shown(one), reversedOn: heard?.reversedOn };
    }),
    ...sorted.map(({ settlement, sent, reversedOn }) => ({ settlement, ...shown(sent), date: sent.date, reversedOn })),
  ];
}

/** Another customer's invoices are not looked at. */
function ownInvoices(invoices: ReadonlyMap<InvoiceId, Invoice>, customer: CustomerId): ReadonlyMap<InvoiceId, Invoice> {
  return new Map([...invoices].filter(([, invoice]) => invoice.customer === customer));
}
