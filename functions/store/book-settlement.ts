import {
  laterSettlementOf,
  ownSettlementOf,
  rateAwaitedBy,
  resettled,
  withSettlement,
  type Afterwards,
  type CreditHistory,
  type LaterSettlement,
  type SentSettlement,
} from '../../domain/credit-history.ts';
import type { CivilDate } from '../../domain/civil-date.ts';
import type { CustomerId, SettlementId } from '../../domain/ids.ts';
import type { Settlement } from '../../domain/receivables.ts';
import { refuse } from '../../domain/refusal.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { bookDocument, type Booked, type BookingSender, type ToBook } from './book-document.ts';
import { putAfterwards, readCreditHistory } from './credits.ts';
import type { CreditName } from './keys.ts';
import { moveCredit } from './move-credit.ts';
import { Outrun } from './patience.ts';
import { knownReversal, type Reversal } from './reversal.ts';

/** Of one payment or credit note: with those that came with it (50 at most) each can be a write of one transaction. */
export const maxLaterSettlements = 40;

/** Of whose payment or credit note, as the sender says; it may not have arrived. */
export type CreditOf = { readonly entity: AuthorizedEntity; readonly name: CreditName; readonly customer: CustomerId };

export type SettlementDocument = SentSettlement & {
  readonly customer: CustomerId;
  readonly settlement: SettlementId;
  readonly reversedOn?: CivilDate | undefined;
};

/** §5.5: applies what is on account of a payment or credit note to an invoice; either may come later. */
export async function bookSettlement(
  of: CreditOf,
  document: SettlementDocument,
  sender: BookingSender,
): Promise<Booked<SettlementDocument>> {
  const { customer: _, settlement, reversedOn: __, ...sent } = document;
  return bookAfterwards(of, { kind: 'settlement', id: [settlement], document }, sender, {
    known: (history) => knownSettlement(history, document),
    named: [{ invoice: sent.invoice, pointer: '/invoice' }],
    change: (afterwards) => limited(withSettlement(afterwards, { settlement, sent })),
    result: ({ afterwards }) => ({ ...document, reversedOn: laterSettlementOf(afterwards, settlement)?.reversedOn }),
  });
}

/** §15.1: takes a settlement back, for good; what it applied is on account again. */
export async function bookSettlementReversal(
  of: CreditOf,
  settlement: SettlementId,
  document: Reversal,
  sender: BookingSender,
): Promise<Booked<Reversal>> {
  const heard: LaterSettlement = { settlement, reversedOn: document.date };
  return bookAfterwards(of, { kind: 'settlement-reversal', id: [settlement], document }, sender, {
    known: ({ afterwards }) => knownReversal(of.customer, laterSettlementOf(afterwards, settlement)?.reversedOn),
    change: (afterwards) => limited(withSettlement(afterwards, heard)),
    result: () => document,
  });
}

/** §15.1: a payment bounced: its amount is owed again and what it settled is open again, for good. */
export async function bookPaymentReversal(
  of: CreditOf,
  document: Reversal,
  sender: BookingSender,
): Promise<Booked<Reversal>> {
  return bookAfterwards(of, { kind: 'payment-reversal', id: [], document }, sender, {
    known: ({ afterwards }) => knownReversal(of.customer, afterwards.reversedOn),
    change: (afterwards) => ({ ...afterwards, reversedOn: document.date }),
    result: () => document,
  });
}

type AfterwardsChange<T> = {
  /** What is stored of it, if it came before. */
  readonly known: (history: CreditHistory) => T | undefined;
  readonly named?: readonly { readonly invoice: SentSettlement['invoice']; readonly pointer: string }[];
  readonly change: (afterwards: Afterwards) => Afterwards;
  readonly result: (after: CreditHistory) => T;
};

async function bookAfterwards<T extends SettlementDocument | Reversal>(
  of: CreditOf,
  toBook: Omit<ToBook<T>, 'entity' | 'find'>,
  sender: BookingSender,
  { known, named = [], change, result }: AfterwardsChange<T>,
): Promise<Booked<T>> {
  const { entity, name, customer } = of;
  const id = [name.kind, name.id, ...toBook.id];
  const find = async () => known(await readCreditHistory(entity, name, customer));
  return bookDocument<T>({ ...toBook, entity, id, find }, sender, async ({ ageing }) => {
    const before = await readCreditHistory(entity, name, customer);
    // Since it was looked for; of other documents, an item of their own cannot be put twice.
    if (known(before) !== undefined) throw new Outrun('it was booked in between');
    const after = { ...before, afterwards: change(before.afterwards) };
    const { items, ...moved } = await moveCredit(entity, ageing, { name, customer, before, after, named });
    return {
      document: result(after),
      items: [putAfterwards(entity, name, customer, after.afterwards), ...items],
      waiting: {
        name: { kind: name.kind, id: [name.id] },
        before: rateAwaitedBy(before),
        after: rateAwaitedBy(after),
      },
      ...moved,
      // Money that moves between an invoice and the account covers other items, which can clear a reason; one that bounced cannot.
      isRelief: toBook.kind !== 'payment-reversal' && resettled(before, after).length > 0,
    };
  });
}

function limited(afterwards: Afterwards): Afterwards {
  if (afterwards.settlements.length <= maxLaterSettlements) return afterwards;
  throw refuse('too-many-settlements', { maximum: maxLaterSettlements });
}

/** What is stored under the id: sent before, or with its payment or credit note, whose settlements have their invoices' ids. */
function knownSettlement(
  { credit, afterwards }: CreditHistory,
  document: SettlementDocument,
): SettlementDocument | undefined {
  const { settlement } = document;
  const { sent, reversedOn } = laterSettlementOf(afterwards, settlement) ?? {};
  const own = ownSettlementOf(credit, settlement);
  if (own !== undefined) {
    const isSame = isSameSettlement(own, document, credit?.currency);
    return { ...document, ...own, reversedOn, contentHash: isSame ? document.contentHash : '' };
  }
  return sent === undefined ? undefined : { ...document, ...sent, reversedOn };
}

/** Whether a settlement sent on its own is the one that came with its payment or credit note. */
function isSameSettlement(own: Settlement, sent: SentSettlement, currency: string | undefined): boolean {
  return (
    own.invoice === sent.invoice &&
    own.amount === sent.amount &&
    own.invoiceAmount === sent.invoiceAmount &&
    own.invoiceCurrency === sent.invoiceCurrency &&
    sent.currency === currency
  );
}
