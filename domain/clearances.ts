import { addDays, daysBetween } from './civil-date.ts';
import type { Rulebook } from './compile-rulebook.ts';
import { creditLimitOn } from './credit-limit.ts';
import type { Clearance, Situation } from './evaluation.ts';
import { gatherFacts } from './gather-facts.ts';
import { largestAmount } from './money.ts';
import { largestDays, type Remedy } from './rules/rule-type.ts';
import {
  openBefore,
  withExpiry,
  withInvoicesPaidBefore,
  withLimit,
  withOrderAmount,
  withPayment,
} from './situation-changes.ts';
import { largest, smallest } from './smallest.ts';

/** Whether the reason would still be given. It never comes back as more is paid, or a limit, an order or a date moves further. */
type IsHeld = (situation: Situation) => boolean;
type Search = { readonly rulebook: Rulebook; readonly situation: Situation; readonly isHeld: IsHeld };

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

function findPayment({ rulebook, situation, isHeld }: Search): Clearance | undefined {
  const { useUnappliedCash } = rulebook.parameters;
  const { exposure, overdue } = gatherFacts(rulebook, situation);
  // With nothing overdue and an exposure below zero, no more money changes anything.
  const most = (exposure.withOrder > 0n ? exposure.withOrder : 0n) + overdue.total + 1n;
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

function findLimit({ situation, isHeld }: Search): Clearance | undefined {
  const { base, source } = creditLimitOn(situation.customer, situation.today);
  const to = smallest(base, largestAmount, (amount) => !isHeld(withLimit(situation, amount)));
  if (to === undefined) return undefined;
  return source === 'temporary-limit' ? { kind: 'raise-temporary-limit', to } : { kind: 'raise-credit-limit', to };
}

function findOrderAmount({ situation, isHeld }: Search): Clearance | undefined {
  const { ledger } = situation.order;
  const posted = situation.posting.amount ?? 0n;
  const now = ledger.amount > posted ? ledger.amount : posted;
  const to = largest(0n, now, (amount) => !isHeld(withOrderAmount(situation, amount)));
  return to === undefined ? undefined : { kind: 'lower-order', to };
}

function findExpiry({ situation, isHeld }: Search): Clearance | undefined {
  const { customer, today } = situation;
  // No rule has a larger number of days, so that no date before these is of use where there is none now.
  const first = customer.creditLimitExpiryDate ?? addDays(today, -largestDays - 1);
  const days = smallest(0n, BigInt(daysBetween(first, today)) + 1n, (later) => {
    return !isHeld(withExpiry(situation, addDays(first, Number(later))));
  });
  return days === undefined ? undefined : { kind: 'extend-credit-limit-expiry', to: addDays(first, Number(days)) };
}
