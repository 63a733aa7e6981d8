import { awaitedByOne, awaitedInAll, awaitedMore, type AwaitedRate } from './awaited-rates.ts';
import { bookedOf, inProportion } from './booked.ts';
import type { CivilDate } from './civil-date.ts';
import { divideHalfEven } from './divide-half-even.ts';
import type { MissingRate } from './exchange-rates.ts';
import type { InvoiceId, SettlementId } from './ids.ts';
import type { Ageing } from './position.ts';
import {
  awaitedByInvoice,
  balanceOf,
  withCashMoved,
  withInvoiceMoved,
  type Credit,
  type Invoice,
  type Settlement,
} from './receivables.ts';

/** A settlement that did not come with its payment or credit note, or what is known of it: its reversal may come first. */
export type LaterSettlement = {
  readonly settlement: SettlementId;
  readonly sent?: SentSettlement | undefined;
  readonly reversedOn?: CivilDate | undefined;
};

export type SentSettlement = Settlement & {
  readonly date: CivilDate;
  /** Of `amount`, as its sender says: in another than its payment's or credit note's it settles nothing. */
  readonly currency: string;
  /** SHA-256 of the content: the same id with other content is refused. */
  readonly contentHash: string;
};

/** What came of a payment or credit note beside itself, before or after it (§15.1). Nothing of it is ever taken back. */
export type Afterwards = {
  /** The payment bounced. */
  readonly reversedOn?: CivilDate | undefined;
  readonly settlements: readonly LaterSettlement[];
};

export const nothingAfterwards: Afterwards = { settlements: [] };

/** `credit`: absent until it arrives; until then nothing of the rest counts. */
export type CreditHistory = { readonly credit: Credit | undefined; readonly afterwards: Afterwards };

/** A settlement that came with its payment or credit note has the id of its invoice. */
export function ownSettlementOf(credit: Credit | undefined, settlement: SettlementId): Settlement | undefined {
  return credit?.settlements.find(({ invoice }) => (invoice as string) === settlement);
}

export function laterSettlementOf({ settlements }: Afterwards, settlement: SettlementId): LaterSettlement | undefined {
  return settlements.find((one) => one.settlement === settlement);
}

/** With what is new of a settlement, which may be the first that is heard of it. */
export function withSettlement(afterwards: Afterwards, heard: LaterSettlement): Afterwards {
  const known = laterSettlementOf(afterwards, heard.settlement);
  const others = afterwards.settlements.filter((one) => one !== known);
  return { ...afterwards, settlements: [...others, { ...known, ...heard }] };
}

/** What a payment or credit note settles of an invoice in a currency; of one in another it settles nothing. */
export type SettledPart = {
  readonly invoice: InvoiceId;
  readonly currency: string;
  /** In that currency. */
  readonly amount: bigint;
  /** The same of the payment or credit note itself, in its own. */
  readonly used: bigint;
  /** What is no longer on account then, in the entity's currency. */
  readonly offAccount: bigint;
};

/**
 * What a payment or credit note settles of each invoice: a function of what is known alone, so that the order of arrival
 * leaves no trace (§15.1). Settlements that came with it go first, then others by date and id, until it is used up
 * (docs/adr/0007). What each takes off the account is rounded from the first on, so that all of it leaves nothing there (§5.3).
 */
export function settledBy(history: CreditHistory): readonly SettledPart[] {
  const parts = new Map<string, SettledPart>();
  for (const { invoice, currency, amount, used, offAccount } of datedParts(history)) {
    const key = placeOf({ invoice, currency });
    const before = parts.get(key) ?? nothingOf({ invoice, currency });
    const sums = {
      amount: before.amount + amount,
      used: before.used + used,
      offAccount: before.offAccount + offAccount,
    };
    parts.set(key, { invoice, currency, ...sums });
  }
  return [...parts.values()];
}

/** The same settlement by settlement, each from when it or its payment or credit note is dated, whichever is later. */
export function datedParts(history: CreditHistory): readonly (SettledPart & { readonly date: CivilDate })[] {
  const { credit } = history;
  const counted = countedAmountOf(history);
  if (credit === undefined || counted === 0n) return [];
  const parts: (SettledPart & { readonly date: CivilDate })[] = [];
  const upTo = (part: bigint) => inProportion(bookedOf(credit), part, credit.amount);
  let used = 0n;
  for (const settlement of settlementsInForce(history)) {
    const left = counted - used;
    const part = settlement.amount < left ? settlement.amount : left;
    if (part === 0n) break;
    const date = settlement.date !== undefined && settlement.date > credit.date ? settlement.date : credit.date;
    const offAccount = upTo(used + part) - upTo(used);
    parts.push({ ...onInvoice(settlement, part, credit.currency), used: part, offAccount, date });
    used += part;
  }
  return parts;
}

/** In the invoice's currency as the settlement says it, in proportion where not all of it is left of the payment. */
function onInvoice({ invoice, amount, invoiceAmount, invoiceCurrency }: Settlement, part: bigint, currency: string) {
  if (invoiceAmount === undefined || invoiceCurrency === undefined) return { invoice, currency, amount: part };
  return { invoice, currency: invoiceCurrency, amount: divideHalfEven(invoiceAmount * part, amount) };
}

/**
 * §5.5: whether a settlement is in the currencies of its payment or credit note and of its invoice, so far as they are known; one
 * that is not settles nothing, whichever arrived first.
 */
export function isInCurrencies(
  settlement: Settlement & { readonly currency?: string },
  creditCurrency: string | undefined,
  invoiceCurrency: string | undefined,
): boolean {
  const currency = settlement.currency ?? creditCurrency;
  const ofInvoice = settlement.invoiceCurrency ?? currency;
  return (creditCurrency ?? currency) === currency && (invoiceCurrency ?? ofInvoice) === ofInvoice;
}

type Place = Pick<SettledPart, 'invoice' | 'currency'>;

function placeOf({ invoice, currency }: Place): string {
  return JSON.stringify([invoice, currency]);
}

function nothingOf({ invoice, currency }: Place): SettledPart {
  return { invoice, currency, amount: 0n, used: 0n, offAccount: 0n };
}

/** Where it settles something else after than before. */
export function resettled(before: CreditHistory, after: CreditHistory): readonly Resettled[] {
  const [was, is] = [before, after].map((history) => new Map(settledBy(history).map((part) => [placeOf(part), part])));
  return [...new Map([...(was ?? []), ...(is ?? [])])]
    .map(([key, part]) => {
      const nothing = nothingOf(part);
      return { ...nothing, from: was?.get(key) ?? nothing, to: is?.get(key) ?? nothing };
    })
    .filter(({ from, to }) => from.amount !== to.amount || from.offAccount !== to.offAccount);
}
export type Resettled = Place & { readonly from: SettledPart; readonly to: SettledPart };

export type CreditMove = {
  readonly balance: bigint;
  readonly ageing: Ageing;
  readonly awaited: readonly AwaitedRate[];
  readonly settled: readonly Invoice[];
};

/**
 * §5.1, §5.5: what a change of a payment or credit note moves, in the entity's currency: the balance, the ageing, and those of
 * its `invoices` (its own customer's that have arrived) of which it settles another amount; and the rates that they wait for.
 */
export function movedByCredit(
  ageing: Ageing,
  before: CreditHistory,
  after: CreditHistory,
  invoices: ReadonlyMap<InvoiceId, Invoice>,
): CreditMove {
  const changed = new Map<InvoiceId, Invoice>();
  let onAccount = countsFor(after) - countsFor(before);
  for (const { invoice, currency, from, to } of resettled(before, after)) {
    const seen = changed.get(invoice) ?? invoices.get(invoice);
    if (seen?.currency !== currency) continue;
    changed.set(invoice, { ...seen, settled: seen.settled + to.amount - from.amount });
    onAccount -= to.offAccount - from.offAccount;
  }
  let balance = -onAccount;
  let moved = withCashMoved(ageing, onAccount);
  const awaits = [awaitedMore(awaitedByCredit(after), awaitedByCredit(before))];
  for (const [invoice, is] of changed) {
    const was = invoices.get(invoice) ?? is;
    balance += balanceOf(is) - balanceOf(was);
    moved = withInvoiceMoved(moved, was, is);
    awaits.push(awaitedMore(awaitedByInvoice(is), awaitedByInvoice(was)));
  }
  return { balance, ageing: moved, awaited: awaitedInAll(awaits.flat()), settled: [...changed.values()] };
}

/** Whatever it settles: without its rate it settles nothing, and all of it is open. */
export function awaitedByCredit(history: CreditHistory): readonly AwaitedRate[] {
  return awaitedByOne(rateAwaitedBy(history));
}

/** §5.3: the rate that it waits for; one that bounced counts nothing whatever the rate. */
export function rateAwaitedBy({ credit, afterwards }: CreditHistory): MissingRate | undefined {
  return afterwards.reversedOn === undefined ? credit?.missingRate : undefined;
}

/** What of it no invoice that has arrived takes, in the entity's currency. */
export function onAccountOf(history: CreditHistory, invoices: ReadonlyMap<InvoiceId, Invoice>): bigint {
  const taken = settledBy(history).filter(({ invoice, currency }) => invoices.get(invoice)?.currency === currency);
  return taken.reduce((left, { offAccount }) => left - offAccount, countsFor(history));
}

/** What counts of it, in the entity's currency. */
export function countsFor(history: CreditHistory): bigint {
  return history.credit === undefined || countedAmountOf(history) === 0n ? 0n : bookedOf(history.credit);
}

/** In its own currency: nothing before it arrives or while its rate is missing, nothing once it is reversed. */
export function countedAmountOf({ credit, afterwards }: CreditHistory): bigint {
  const counts = credit?.missingRate === undefined && afterwards.reversedOn === undefined;
  return credit !== undefined && counts ? credit.amount : 0n;
}

/** Those that came with their payment or credit note have no date of their own. */
function settlementsInForce({
  credit,
  afterwards,
}: CreditHistory): readonly (Settlement & { readonly date?: CivilDate })[] {
  const own = (credit?.settlements ?? []).filter(({ invoice }) => {
    const heard = laterSettlementOf(afterwards, invoice as string as SettlementId);
    return heard?.reversedOn === undefined;
  });
  const later = afterwards.settlements.flatMap(({ settlement, sent, reversedOn }) =>
    sent?.currency !== credit?.currency ||
    sent === undefined ||
    reversedOn !== undefined ||
    ownSettlementOf(credit, settlement) !== undefined
      ? []
      : [{ settlement, ...sent }],
  );
  return [...own, ...later.toSorted((a, b) => (isEarlier(a, b) ? -1 : 1))];
}

type Dated = { readonly settlement: SettlementId; readonly date: CivilDate };

function isEarlier(a: Dated, b: Dated): boolean {
  return a.date < b.date || (a.date === b.date && a.settlement < b.settlement);
}
