import { bookedOf, inProportion } from './booked.ts';
import type { CivilDate } from './civil-date.ts';
import type { Ageing } from './position.ts';
import type { Invoice } from './receivables.ts';

/** A part of an invoice with a due date of its own. `amount` in minor units of the invoice's currency. */
export type Instalment = { readonly dueDate: CivilDate; readonly amount: bigint };

/** §5.5: the instalments of an invoice by due date; one without has a single one, itself. */
function instalmentsOf({ instalments, dueDate, amount }: Invoice): readonly Instalment[] {
  if (instalments === undefined) return [{ dueDate, amount }];
  return instalments.toSorted((a, b) => (a.dueDate < b.dueDate ? -1 : a.dueDate > b.dueDate ? 1 : 0));
}

/** What is open of each instalment: what is settled covers the earliest first. */
export function openByInstalment(invoice: Invoice): readonly (Instalment & { readonly open: bigint })[] {
  let settled = invoice.settled;
  return instalmentsOf(invoice).map((instalment) => {
    const covered = settled < instalment.amount ? settled : instalment.amount;
    settled -= covered;
    return { ...instalment, open: instalment.amount - covered };
  });
}

/**
 * §5.5: each instalment with something open is an item of its own, overdue by its own due date, in the entity's currency; §2.2: at
 * least `threshold`. Rounded from the invoice's beginning on, so that the items add up to what is open of it (§5.3).
 */
export function openItemsOf(invoice: Invoice, threshold = 0n): Ageing['items'] {
  const booked = bookedOf(invoice);
  const upTo = (part: bigint) => inProportion(booked, part, invoice.amount);
  let end = 0n;
  return openByInstalment(invoice).flatMap(({ dueDate, amount, open: left }) => {
    end += amount;
    const open = upTo(end) - upTo(end - left);
    return open > 0n && open >= threshold ? [{ dueDate, open }] : [];
  });
}
