import type { CivilDate } from './civil-date.ts';
import type { InvoiceId, SettlementId } from './ids.ts';
import type { Ageing } from './position.ts';
import { withCashMoved, withInvoiceMoved, type Credit, type Invoice, type Settlement } from './receivables.ts';

/** A settlement that did not come with its payment or credit note, or what is known of it: its reversal may come first. */
export type LaterSettlement = {
  readonly settlement: SettlementId;
  readonly sent?: SentSettlement | undefined;
  readonly reversedOn?: CivilDate | undefined;
};

export type SentSettlement = Settlement & {
  readonly date: CivilDate;
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

/**
 * What a payment or credit note settles of each invoice, in minor units: a function of what is known alone, so that the order
 * of arrival leaves no trace (§15.1). Settlements that came with it go first, then others by date and id, until it is used up
 * (docs/adr/0007).
 */
export function settledBy({ credit, afterwards }: CreditHistory): ReadonlyMap<InvoiceId, bigint> {
  const settled = new Map<InvoiceId, bigint>();
  let left = countedAmountOf({ credit, afterwards });
  for (const { invoice, amount } of settlementsInForce({ credit, afterwards })) {
    const part = amount < left ? amount : left;
    left -= part;
    if (part > 0n) settled.set(invoice, (settled.get(invoice) ?? 0n) + part);
  }
  return settled;
}

/** The invoices of which it settles another amount after than before. */
export function resettled(before: CreditHistory, after: CreditHistory): readonly Resettled[] {
  const [was, is] = [settledBy(before), settledBy(after)];
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((invoice) => ({ invoice, from: was.get(invoice) ?? 0n, to: is.get(invoice) ?? 0n }))
    .filter(({ from, to }) => from !== to);
}
export type Resettled = { readonly invoice: InvoiceId; readonly from: bigint; readonly to: bigint };

/**
 * §5.1, §5.5: what a change of a payment or credit note moves: the balance, the ageing, and those of its `invoices` (its own
 * customer's that have arrived) of which it settles another amount.
 */
export function movedByCredit(
  ageing: Ageing,
  before: CreditHistory,
  after: CreditHistory,
  invoices: ReadonlyMap<InvoiceId, Invoice>,
): { readonly balance: bigint; readonly ageing: Ageing; readonly settled: readonly Invoice[] } {
  const cash = countedAmountOf(after) - countedAmountOf(before);
  const settled: Invoice[] = [];
  let moved = withCashMoved(ageing, cash);
  for (const { invoice, from, to } of resettled(before, after)) {
    const seen = invoices.get(invoice);
    if (seen === undefined) continue;
    const changed = { ...seen, settled: seen.settled + to - from };
    moved = withInvoiceMoved(moved, seen, changed);
    settled.push(changed);
  }
  return { balance: -cash, ageing: moved, settled };
}

/** What it takes off the balance: nothing before it arrives, nothing once it is reversed. */
export function countedAmountOf({ credit, afterwards }: CreditHistory): bigint {
  return credit === undefined || afterwards.reversedOn !== undefined ? 0n : credit.amount;
}

function settlementsInForce({ credit, afterwards }: CreditHistory): readonly Settlement[] {
  const own = (credit?.settlements ?? []).filter(({ invoice }) => {
    const heard = laterSettlementOf(afterwards, invoice as string as SettlementId);
    return heard?.reversedOn === undefined;
  });
  const later = afterwards.settlements.flatMap(({ settlement, sent, reversedOn }) =>
    sent === undefined || reversedOn !== undefined || ownSettlementOf(credit, settlement) !== undefined
      ? []
      : [{ settlement, ...sent }],
  );
  return [...own, ...later.toSorted((a, b) => (isEarlier(a, b) ? -1 : 1))];
}

type Dated = { readonly settlement: SettlementId; readonly date: CivilDate };

function isEarlier(a: Dated, b: Dated): boolean {
  return a.date < b.date || (a.date === b.date && a.settlement < b.settlement);
}
