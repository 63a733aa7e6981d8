import { bookedOf } from '../booked.ts';
import type { CivilDate } from '../civil-date.ts';
import {
  countsFor,
  datedParts,
  nothingAfterwards,
  rateAwaitedBy,
  resettled,
  type CreditHistory,
} from '../credit-history.ts';
import type { InvoiceId } from '../ids.ts';
import type { Invoice } from '../receivables.ts';

/** What statistics need of an invoice: the rest need not stay in memory. */
export type InvoiceFact = Pick<Invoice, 'invoice' | 'date' | 'amount' | 'currency' | 'booked' | 'missingRate'>;

/** What a payment or credit note settles of an invoice, in the invoice's currency, from a date on. */
export type SettledFact = {
  readonly date: CivilDate;
  readonly invoice: InvoiceId;
  readonly currency: string;
  readonly amount: bigint;
};

/** What statistics need of a payment or credit note. */
export type CreditFact = {
  readonly kind: 'payment' | 'credit-note';
  readonly date: CivilDate;
  /** What it was booked as, in the entity's currency. */
  readonly booked: bigint;
  readonly lacksRate: boolean;
  /** How what it counts for moved, and when: it bounced. In the entity's currency. */
  readonly counted: readonly { readonly date: CivilDate; readonly amount: bigint }[];
  /** How what it settles moved, reversals included; `offAccount` is in the entity's currency. */
  readonly moved: readonly (SettledFact & { readonly offAccount: bigint })[];
  /** What it settles as of a day, each part with its date. */
  readonly settled: readonly SettledFact[];
};

export function invoiceFact({ invoice, date, amount, currency, booked, missingRate }: Invoice): InvoiceFact {
  return { invoice, date, amount, currency, booked, missingRate };
}

/** `undefined` while it has not arrived: then nothing of it counts. */
export function creditFact(history: CreditHistory, today: CivilDate): CreditFact | undefined {
  const { credit } = history;
  if (credit === undefined) return undefined;
  const counted: { date: CivilDate; amount: bigint }[] = [];
  const moved: (SettledFact & { offAccount: bigint })[] = [];
  let before: CreditHistory = { credit: undefined, afterwards: nothingAfterwards };
  for (const date of turningPoints(history, credit.date)) {
    const after = asOf(history, date);
    const amount = countsFor(after) - countsFor(before);
    if (amount !== 0n) counted.push({ date, amount });
    for (const { invoice, currency, from, to } of resettled(before, after)) {
      const part = { amount: to.amount - from.amount, offAccount: to.offAccount - from.offAccount };
      moved.push({ date, invoice, currency, ...part });
    }
    before = after;
  }
  const settled = datedParts(asOf(history, today)).map(({ date, invoice, currency, amount }) => {
    return { date, invoice, currency, amount };
  });
  const { kind, date } = credit;
  const lacksRate = rateAwaitedBy(history) !== undefined;
  return { kind, date, booked: bookedOf(credit), lacksRate, counted, moved, settled };
}

/** What of a payment or credit note had happened by the end of a day. */
export function asOf({ credit, afterwards }: CreditHistory, date: CivilDate): CreditHistory {
  const by = <T extends CivilDate | undefined>(happened: T) =>
    happened !== undefined && happened <= date ? happened : undefined;
  return {
    credit: credit !== undefined && credit.date <= date ? credit : undefined,
    afterwards: {
      reversedOn: by(afterwards.reversedOn),
      settlements: afterwards.settlements.map(({ settlement, sent, reversedOn }) => {
        return { settlement, sent: by(sent?.date) && sent, reversedOn: by(reversedOn) };
      }),
    },
  };
}

/** The days on which what it counts for or settles may have changed, ascending. */
function turningPoints({ afterwards }: CreditHistory, first: CivilDate): readonly CivilDate[] {
  const dates = afterwards.settlements.flatMap(({ sent, reversedOn }) => [sent?.date, reversedOn]);
  const later = [...dates, afterwards.reversedOn].filter((date) => date !== undefined && date > first);
  return [...new Set([first, ...(later as CivilDate[])])].toSorted();
}
