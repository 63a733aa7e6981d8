import type { SettlementId } from '../domain/ids.ts';
import { ownSettlementOf, laterSettlementOf } from '../domain/credit-history.ts';
import type { SettlementDocument } from './store/book-settlement.ts';
import type { CreditNote, Payment, Told } from './store/credits.ts';
import { wireForm } from './wire-form.ts';

export function settlementOnWire(document: SettlementDocument) {
  const { contentHash: _, ...sent } = document;
  return wireForm(sent, document.currency);
}

/** The settlements of a payment or credit note: those that came with it, then the others by date and id. */
export function settlementsOnWire(credit: Told<Payment | CreditNote>) {
  const { afterwards } = credit;
  const own = credit.settlements.map((one) => {
    const heard = laterSettlementOf(afterwards, one.invoice as string as SettlementId);
    return { ...one, reversedOn: heard?.reversedOn };
  });
  const later = afterwards.settlements.flatMap(({ settlement, sent, reversedOn }) => {
    if (sent === undefined || ownSettlementOf(credit, settlement) !== undefined) return [];
    const { invoice, amount, date } = sent;
    return [{ settlement, invoice, amount, date, reversedOn }];
  });
  const sorted = later.toSorted((a, b) =>
    a.date < b.date || (a.date === b.date && a.settlement < b.settlement) ? -1 : 1,
  );
  return wireForm([...own, ...sorted], credit.currency);
}
