import { inBase } from '../../domain/booked.ts';
import type { Rulebook } from '../../domain/compile-rulebook.ts';
import { nothingAfterwards, rateAwaitedBy } from '../../domain/credit-history.ts';
import { withDocument, type Credit } from '../../domain/receivables.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { bookDocument, type Booked, type Booking, type BookingSender } from './book-document.ts';
import { readOrder } from './credit-state.ts';
import { newCredit, readCreditHistory, type Told } from './credits.ts';
import type { CreditName } from './keys.ts';
import { moveCredit } from './move-credit.ts';

/**
 * §5.1, §5.5: a payment or credit note lowers the balance at once, unless its reversal came first. It settles the invoices that
 * it names, and those that were sent for it before; where one has not arrived, it waits beside it; what no invoice takes is on
 * account.
 */
export async function bookCredit<C extends Credit>(
  entity: AuthorizedEntity,
  sent: C,
  find: () => Promise<Told<C> | undefined>,
  sender: BookingSender,
): Promise<Booked<Told<C>>> {
  const { kind, id, customer } = sent;
  const name = nameOf(sent);
  const toBook = { entity, kind, id: [id], document: { ...sent, afterwards: nothingAfterwards }, find };
  return bookDocument<Told<C>>(toBook, sender, async ({ ageing }, rulebook) => {
    const credit = { ...sent, ...inBase(rulebook, sent) };
    const [before, order] = await Promise.all([
      readCreditHistory(entity, name, customer),
      reopenedOrder(entity, credit, rulebook),
    ]);
    const after = { ...before, credit };
    const named = credit.settlements.map(({ invoice }, index) => {
      const pointer = kind === 'payment' ? `/settlements/${index}/invoice` : '/invoice';
      return { invoice, pointer };
    });
    const { items, ...moved } = await moveCredit(entity, ageing, { name, customer, before, after, named });
    const document = { ...credit, afterwards: before.afterwards };
    const waiting = { name: { kind, id: [id] }, after: rateAwaitedBy(after) };
    return { document, items: [newCredit(entity, credit), ...items], waiting, ...moved, ...order };
  });
}

function nameOf(credit: Credit): CreditName {
  return credit.kind === 'payment' ? { kind: credit.kind, id: credit.id } : { kind: credit.kind, id: credit.id };
}

/** §5.2: a credit note that reopens its order takes back what was invoiced of it. */
async function reopenedOrder(
  entity: AuthorizedEntity,
  credit: Credit,
  rulebook: Rulebook,
): Promise<Pick<Booking<Credit>, 'order'>> {
  if (credit.kind === 'payment' || credit.order === undefined || !credit.reopensOrder) return {};
  const { order, customer, amount, currency } = credit;
  const seen = await readOrder(entity, order, true);
  const named = { order, customer, currency, isForeign: currency !== rulebook.currency };
  return { order: { after: withDocument(seen?.order, named, { invoiced: -amount }), seen } };
}
