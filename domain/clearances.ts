import { addDays, daysBetween } from './civil-date.ts';
import type { Rulebook } from './compile-rulebook.ts';
import { expiryDateOf } from './credit-limit.ts';
import type { Clearance, LimitOwner, Situation } from './evaluation.ts';
import { excessOver } from './group-exposure.ts';
import { gatherFacts, measuredOf } from './gather-facts.ts';
import { largestAmount } from './money.ts';
import { largestDays, type Remedy } from './rules/rule-type.ts';
import { isUnknown } from './rules/verdict.ts';
import {
  openBefore,
  withExpiry,
  withGroupLimit,
  withInvoicesPaidBefore,
  withLimit,
  withOrderAmount,
  withPayment,
} from './situation-changes.ts';
import { largest, smallest } from './smallest.ts';

/** Whether the reason would still be given. It never comes back as more is paid, or a limit, an order or a date moves further. */
type IsHeld = (situation: Situation) => boolean;
type Search = {
  readonly rulebook: Rulebook;
  readonly situation: Situation;
  /** Whose limit the reason is about, where it is about one. */
  readonly whose: LimitOwner;
  readonly isHeld: IsHeld;
};

/**
 * §8.2: what would clear a reason, each on its own. Found by evaluating the changed situation, so that every rule of the
 * type, less specific levels and exclusions included, has its say; what no value of it clears is left out.
 */
export function clearancesOf(remedies: readonly Remedy[], search: Search): readonly Clearance[] {
  return remedies.flatMap((remedy) => finders[remedy](search) ?? []);
}

const finders: { readonly [R in Remedy]: (search: Search) => Clearance | undefined } = {
  pay: findPayment,
  'pay-invoices': findInvoices,
  'raise-limit': findLimit,
  'lower-order': findOrderAmount,
  'extend-expiry': findExpiry,
  'change-account-status': () => ({ kind: 'change-account-status' }),
  'change-payment-terms': () => ({ kind: 'change-payment-terms' }),
};

function findPayment({ rulebook, situation, whose, isHeld }: Search): Clearance | undefined {
  const { useUnappliedCash } = rulebook.parameters;
  const { exposure, overdue } = gatherFacts(rulebook, situation, whose);
  const { group } = situation;
  const ofGroup = whose === 'group' && group !== undefined;
  // With nothing overdue and an exposure below zero, no more money changes anything.
  const own = isUnknown(exposure) ? 1n : exposure.withOrder + 1n;
  const counted = ofGroup ? (excessOver(rulebook.parameters, situation, group, -1n) ?? 1n) : own;
  const most = (counted < 1n ? 1n : counted) + overdue.total;
  const amount = smallest(0n, most, (paid) => !isHeld(withPayment(situation, paid, useUnappliedCash)));
  return amount === undefined ? undefined : { kind: 'pay', amount };
}

function findInvoices({ rulebook, situation, isHeld }: Search): Clearance | undefined {
  const { useUnappliedCash } = rulebook.parameters;
  const dueDates = situation.ageing.items.map(({ dueDate }) => dueDate).filter((date) => date < situation.today);
  const dates = dueDates.map((dueDate) => addDays(dueDate, 1));
  const index = smallest(-1n, BigInt(dates.length) - 1n, (candidate) => {
    const date = dates[Number(candidate)];
    return date !== undefined && !isHeld(withInvoicesPaidBefore(situation, date, useUnappliedCash));
  });
  const date = index === undefined ? undefined : dates[Number(index)];
  if (date === undefined) return undefined;
  return { kind: 'pay-invoices-due-before', date, amount: openBefore(situation, date, useUnappliedCash) };
}

function findLimit({ rulebook, situation, whose, isHeld }: Search): Clearance | undefined {
  const measured = measuredOf(rulebook, situation, whose);
  const { limit } = measured;
  const { source, written } = limit;
  const now = written?.amount ?? (isUnknown(limit) ? 0n : limit.base);
  const change = whose === 'group' ? withGroupLimit : withLimit;
  const to = smallest(now, largestAmount, (amount) => !isHeld(change(situation, amount)));
  if (to === undefined) return undefined;
  const isTemporary = source === 'temporary-limit';
  if (whose === 'group') {
    const currency = 'limitCurrency' in measured ? measured.limitCurrency : undefined;
    return { kind: isTemporary ? 'raise-group-temporary-limit' : 'raise-group-limit', to, currency };
  }
  const currency = written?.currency;
  return { kind: isTemporary ? 'raise-temporary-limit' : 'raise-credit-limit', to, currency };
}

function findOrderAmount({ situation, isHeld }: Search): Clearance | undefined {
  const { ledger } = situation.order;
  const posted = situation.posting.amount ?? 0n;
  const now = ledger.amount > posted ? ledger.amount : posted;
  const to = largest(0n, now, (amount) => !isHeld(withOrderAmount(situation, amount)));
  return to === undefined ? undefined : { kind: 'lower-order', to, currency: situation.order.foreign?.currency };
}

function findExpiry({ situation, isHeld }: Search): Clearance | undefined {
  const { customer, group, today } = situation;
  // No rule has a larger number of days, so that no date before these is of use where there is none now.
  const first = expiryDateOf(customer, group?.group) ?? addDays(today, -largestDays - 1);
  const days = smallest(0n, BigInt(daysBetween(first, today)) + 1n, (later) => {
    return !isHeld(withExpiry(situation, addDays(first, Number(later))));
  });
  if (days === undefined) return undefined;
  const kind = group === undefined ? 'extend-credit-limit-expiry' : 'extend-group-expiry';
  return { kind, to: addDays(first, Number(days)) };
}
