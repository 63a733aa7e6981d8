import { expect } from 'vitest';
import { addDays, type CivilDate } from '../../domain/civil-date.ts';
import type { CreditGroup } from '../../domain/credit-group.ts';
import type { Rulebook } from '../../domain/compile-rulebook.ts';
import type { Clearance, Situation } from '../../domain/evaluation.ts';
import { converted } from '../../domain/exchange-rates.ts';
import type { Ageing, ExposureSums } from '../../domain/position.ts';

type Item = Ageing['items'][number];

/**
 * The situation after a clearance is applied, written apart from the engine's own: one for each way to follow it, the exact one
 * first. None where it needs what is not there yet.
 */
export function applied(rulebook: Rulebook, situation: Situation, clearance: Clearance): readonly Situation[] {
  switch (clearance.kind) {
    case 'pay':
      return [paid(rulebook, situation, clearance.amount)];
    case 'pay-invoices-due-before':
      return invoicesPaid(rulebook, situation, clearance);
    case 'pay-group-invoices-due-before':
      return [groupInvoicesPaid(rulebook, situation, clearance)];
    case 'raise-credit-limit':
      return [{ ...situation, customer: { ...situation.customer, creditLimit: clearance.to } }];
    case 'raise-temporary-limit':
      return [temporarilyLimited(situation, clearance.to)];
    case 'raise-group-limit':
      return [groupWith(situation, { creditLimit: clearance.to })];
    case 'raise-group-temporary-limit':
      return [groupWith(situation, { temporaryLimits: [inForceToday(situation, clearance.to)] })];
    case 'lower-order':
      return [ordered(situation, clearance.to)];
    case 'extend-credit-limit-expiry':
      return [{ ...situation, customer: { ...situation.customer, creditLimitExpiryDate: clearance.to } }];
    case 'extend-group-expiry':
      return [groupWith(situation, { expiryDate: clearance.to })];
    case 'change-account-status':
      return [undefined, 'A', 'B', 'C', 'OTHER']
        .filter((status) => status === undefined || !clearance.otherThan.includes(status))
        .map((accountStatus) => ({ ...situation, customer: { ...situation.customer, accountStatus } }));
    case 'change-payment-terms':
      return [undefined, 'A', 'B', 'C', 'OTHER']
        .filter((terms) => isAllowed(rulebook.paymentTermsRanks, clearance, terms))
        .map((paymentTerms) => ({ ...situation, order: { ...situation.order, paymentTerms } }));
    case 'change-settlement-discount':
      return [undefined, 'A', 'B', 'C', 'OTHER']
        .filter((discount) => isAllowed(rulebook.settlementDiscountRanks, clearance, discount))
        .map((settlementDiscount) => ({ ...situation, order: { ...situation.order, settlementDiscount } }));
    // Those of the rulebook change no situation.
    case 'provide-exchange-rate':
    case 'set-credit-limit-rate-type':
    case 'evaluate-again':
      return [];
  }
}

/** Of a code in the place of another. */
export type CodeClearance = Extract<Clearance, { otherThan: readonly string[] } | { maxRank: number }>;

function isAllowed(ranks: ReadonlyMap<string, number>, clearance: CodeClearance, code: string | undefined): boolean {
  if (code === undefined) return true;
  if ('otherThan' in clearance) return !clearance.otherThan.includes(code);
  return (ranks.get(code) ?? -Infinity) <= clearance.maxRank;
}

/** The same with one minor unit or day less; `undefined` where it is neither. */
export function lessThan(clearance: Clearance): Clearance | undefined {
  switch (clearance.kind) {
    case 'pay':
    case 'pay-invoices-due-before':
    case 'pay-group-invoices-due-before':
      return { ...clearance, amount: clearance.amount - 1n };
    case 'raise-credit-limit':
    case 'raise-temporary-limit':
    case 'raise-group-limit':
    case 'raise-group-temporary-limit':
      return { ...clearance, to: clearance.to - 1n };
    case 'lower-order':
      return { ...clearance, to: clearance.to + 1n };
    case 'extend-credit-limit-expiry':
    case 'extend-group-expiry':
      return { ...clearance, to: addDays(clearance.to, -1) };
    case 'provide-exchange-rate':
      return { ...clearance, date: addDays(clearance.date, 1) };
    case 'set-credit-limit-rate-type':
      return { ...clearance, date: addDays(clearance.date, 1), rateTypes: [] };
    case 'change-account-status':
    case 'change-payment-terms':
    case 'change-settlement-discount':
    case 'evaluate-again':
      return undefined;
  }
}

function paid(rulebook: Rulebook, situation: Situation, amount: bigint): Situation {
  const onAccount = { ...situation.ageing, unappliedCash: situation.ageing.unappliedCash + amount };
  const ageing = rulebook.parameters.useUnappliedCash ? onAccount : situation.ageing;
  return { ...owing(situation, amount, amount), ageing };
}

type Payment = Extract<Clearance, { readonly date: CivilDate; readonly amount: bigint }>;

/** On account where cash on account covers invoices, which settling them does too; else settled. */
function invoicesPaid(rulebook: Rulebook, situation: Situation, { date, amount }: Payment): readonly Situation[] {
  const { ageing } = situation;
  const after = { ...owing(situation, amount, amount), ageing: settled(ageing, date, amount) };
  return rulebook.parameters.useUnappliedCash ? [paid(rulebook, situation, amount), after] : [after];
}

/** Each customer for itself, the oldest first; the sum of what they pay is the amount. */
function groupInvoicesPaid(rulebook: Rulebook, situation: Situation, { date, amount }: Payment): Situation {
  const { group } = situation;
  if (group === undefined) throw new Error('a clearance names a group that there is not');
  const { useUnappliedCash } = rulebook.parameters;
  const ageings = [situation.ageing, ...group.otherAgeings];
  const open = ageings
    .flatMap((ageing, of) => openAfterCash(ageing, useUnappliedCash).map((item) => ({ ...item, of })))
    .filter(({ dueDate }) => dueDate < date)
    .sort((a, b) => Date.parse(a.dueDate) - Date.parse(b.dueDate));
  const parts = ageings.map(() => 0n);
  let left = amount;
  for (const item of open) {
    const part = item.open < left ? item.open : left;
    parts[item.of] = (parts[item.of] ?? 0n) + part;
    left -= part;
  }
  expect(left).toBe(0n);
  const [own = ageings[0], ...others] = ageings.map((ageing, of) => {
    const part = parts[of] ?? 0n;
    return useUnappliedCash ? { ...ageing, unappliedCash: ageing.unappliedCash + part } : settled(ageing, date, part);
  });
  const after = owing(situation, parts[0] ?? 0n, amount);
  return { ...after, ageing: own ?? situation.ageing, group: after.group && { ...after.group, otherAgeings: others } };
}

/** What is open of each invoice once cash on account has covered the oldest. */
export function openAfterCash({ items, unappliedCash }: Ageing, useUnappliedCash: boolean): readonly Item[] {
  let cash = useUnappliedCash && unappliedCash > 0n ? unappliedCash : 0n;
  return items.map((item) => {
    const covered = cash < item.open ? cash : item.open;
    cash -= covered;
    return { ...item, open: item.open - covered };
  });
}

/** Cent by cent, the oldest first; an item that falls below what counts is gone at once (§2.2). */
function settled(ageing: Ageing, date: CivilDate, amount: bigint): Ageing {
  const least = ageing.threshold ?? 0n;
  let left = amount;
  const items = ageing.items.map((item) => {
    let { open } = item;
    while (item.dueDate < date && left > 0n && open > 0n) {
      open -= 1n;
      left -= 1n;
    }
    return { ...item, open: open < item.open && open < least ? 0n : open };
  });
  return { ...ageing, items: items.filter(({ open }) => open > 0n) };
}

function owing(situation: Situation, less: bigint, lessInGroup: bigint): Situation {
  const lower = ({ balance, toDelivered, toOrders, toHeld }: ExposureSums, by: bigint): ExposureSums => ({
    balance: balance - by,
    toDelivered: toDelivered - by,
    toOrders: toOrders - by,
    toHeld: toHeld - by,
  });
  const { group, sums } = situation;
  const shared = group === undefined ? undefined : { ...group, sums: lower(group.sums, lessInGroup) };
  return { ...situation, sums: lower(sums, less), group: shared };
}

function groupWith(situation: Situation, changes: Partial<CreditGroup>): Situation {
  const { group } = situation;
  if (group === undefined) throw new Error('a clearance names a group that there is not');
  return { ...situation, group: { ...group, group: { ...group.group, ...changes } } };
}

function inForceToday({ today }: Situation, amount: bigint) {
  return { from: today, to: today, amount };
}

function temporarilyLimited(situation: Situation, amount: bigint): Situation {
  return { ...situation, customer: { ...situation.customer, temporaryLimits: [inForceToday(situation, amount)] } };
}

/** A version that lowers the order lowers the posting with it; the order as it is leaves it alone. */
function ordered(situation: Situation, amount: bigint): Situation {
  const { order, posting } = situation;
  expect(amount).toBeLessThanOrEqual(order.ledger.amount);
  if (amount === order.ledger.amount) return situation;
  const named = posting.mode === 'cancellation' ? undefined : posting.amount;
  const { foreign } = order;
  const booked = foreign?.ratio === undefined ? 0n : converted(amount, foreign.ratio);
  return {
    ...situation,
    order: { ...order, ledger: { ...order.ledger, amount }, foreign: foreign && { ...foreign, booked } },
    posting: named !== undefined && named > amount ? { ...posting, amount } : posting,
  };
}
