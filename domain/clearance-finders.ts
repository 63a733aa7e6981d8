import { addDays, daysBetween } from './civil-date.ts';
import type { Rulebook } from './compile-rulebook.ts';
import { expiryDateOf } from './credit-limit.ts';
import type { Clearance, LimitOwner, Situation } from './evaluation.ts';
import { measuredOf, ownMeasured } from './gather-facts.ts';
import { excessOver } from './group-exposure.ts';
import { largestAmount } from './money.ts';
import { largestDays } from './rules/rule-type.ts';
import { isUnknown } from './rules/verdict.ts';
import {
  overdueItems,
  lastReached,
  withExpiry,
  withGroupLimit,
  withItemsPaid,
  withLimit,
  withOrderAmount,
  withPayment,
} from './situation-changes.ts';
import { largest, smallest } from './smallest.ts';

/** `isHeld`: whether the reason would still be given. It never comes back as more is paid, or a limit, an order or a date moves further. */
export type Search = { readonly rulebook: Rulebook; readonly isHeld: (situation: Situation) => boolean };

/** `change`: what following it does to a situation, where that can concern other orders too. */
type Found = { readonly clearance: Clearance; readonly change?: (situation: Situation) => Situation };
export type ClearanceFinder = (search: Search, situation: Situation) => Found | undefined;

export const clearanceFinders: readonly ClearanceFinder[] = [
  findPayment,
  findInvoices('own'),
  findInvoices('group'),
  findLimit('group'),
  findLimit('own'),
  findOrderAmount,
  findExpiry,
];

function findPayment({ rulebook, isHeld }: Search, situation: Situation): Found | undefined {
  const { useUnappliedCash } = rulebook.parameters;
  const pay = (amount: bigint) => (then: Situation) => withPayment(then, amount, useUnappliedCash);
  const amount = smallest(0n, mostToPay(rulebook, situation), (paid) => !isHeld(pay(paid)(situation)));
  return amount === undefined ? undefined : { clearance: { kind: 'pay', amount }, change: pay(amount) };
}

/** With every invoice covered and every exposure below zero, no more money changes anything. */
function mostToPay(rulebook: Rulebook, situation: Situation): bigint {
  const { group } = situation;
  const { items, unappliedCash } = situation.ageing;
  const { exposure } = ownMeasured(rulebook, situation);
  const ofGroup = group && excessOver(rulebook.parameters, situation, group, -1n);
  const ofOwn = isUnknown(exposure) ? 0n : exposure.withOrder;
  const parts = [ofOwn, ofGroup ?? 0n, ...items.map(({ open }) => open), -unappliedCash];
  return parts.reduce((sum, part) => (part > 0n ? sum + part : sum), 1n);
}

/** Left out where the money alone does it, whatever it pays for; other members' invoices are named where the own are not enough. */
function findInvoices(whose: LimitOwner): ClearanceFinder {
  return ({ rulebook, isHeld }, situation) => {
    const { useUnappliedCash } = rulebook.parameters;
    // Of what is owed in several currencies, no one amount says what to pay of each.
    if (whose === 'group' && (situation.group?.apart ?? []).length > 0) return undefined;
    const items = overdueItems(situation, whose, useUnappliedCash);
    const isOwn = (amount: bigint): boolean => !isHeld(withPayment(situation, amount, useUnappliedCash));
    if (whose === 'group' && (items.every(({ of }) => of === 0) || isOwn(mostToPay(rulebook, situation))))
      return undefined;
    const pay = (amount: bigint) => (then: Situation) => withItemsPaid(then, items, amount, useUnappliedCash);
    const total = items.reduce((sum, { open }) => sum + open, 0n);
    const amount = smallest(0n, total, (paid) => !isHeld(pay(paid)(situation)));
    if (amount === undefined || !isHeld(withPayment(situation, amount, false))) return undefined;
    const kind = whose === 'own' ? 'pay-invoices-due-before' : 'pay-group-invoices-due-before';
    return { clearance: { kind, date: addDays(lastReached(items, amount), 1), amount }, change: pay(amount) };
  };
}

function findLimit(whose: LimitOwner): ClearanceFinder {
  return ({ rulebook, isHeld }, situation) => {
    if (whose === 'group' && situation.group === undefined) return undefined;
    const { amount: now, currency, isTemporary } = limitAsSet(rulebook, situation, whose);
    const change = whose === 'group' ? withGroupLimit : withLimit;
    const to = smallest(now, largestAmount, (amount) => !isHeld(change(situation, amount)));
    if (to === undefined) return undefined;
    const kind = limitKinds[whose][isTemporary ? 1 : 0];
    return { clearance: { kind, to, currency }, change: (then) => change(then, to) };
  };
}

/** What the limit that applies was set to; no currency is the entity's. */
export function limitAsSet(
  rulebook: Rulebook,
  situation: Situation,
  whose: LimitOwner,
): { readonly amount: bigint; readonly currency: string | undefined; readonly isTemporary: boolean } {
  const measured = measuredOf(rulebook, situation, whose);
  const { limit } = measured;
  const { source, written } = limit;
  return {
    amount: written?.amount ?? (isUnknown(limit) ? 0n : limit.base),
    currency: 'limitCurrency' in measured ? measured.limitCurrency : written?.currency,
    isTemporary: source === 'temporary-limit',
  };
}

const limitKinds = {
  own: ['raise-credit-limit', 'raise-temporary-limit'],
  group: ['raise-group-limit', 'raise-group-temporary-limit'],
} as const;

function findOrderAmount({ isHeld }: Search, situation: Situation): Found | undefined {
  const { ledger, foreign } = situation.order;
  const to = largest(0n, ledger.amount, (amount) => !isHeld(withOrderAmount(situation, amount)));
  return to === undefined ? undefined : { clearance: { kind: 'lower-order', to, currency: foreign?.currency } };
}

function findExpiry({ isHeld }: Search, situation: Situation): Found | undefined {
  const { customer, group, today } = situation;
  // No rule has a larger number of days, so that no date before these is of use where there is none now.
  const first = expiryDateOf(customer, group?.group) ?? addDays(today, -largestDays - 1);
  const days = smallest(0n, BigInt(daysBetween(first, today)) + 1n, (later) => {
    return !isHeld(withExpiry(situation, addDays(first, Number(later))));
  });
  if (days === undefined) return undefined;
  const kind = group === undefined ? 'extend-credit-limit-expiry' : 'extend-group-expiry';
  const to = addDays(first, Number(days));
  return { clearance: { kind, to }, change: (then) => withExpiry(then, to) };
}
