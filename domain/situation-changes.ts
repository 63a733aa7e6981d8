import type { CivilDate } from './civil-date.ts';
import { temporaryLimitOn } from './credit-limit.ts';
import type { Situation } from './evaluation.ts';
import { uncovered } from './overdue.ts';
import type { ExposureSums } from './position.ts';

/** The situation after a payment on account. Without `useUnappliedCash` it covers no invoice (§5.5). */
export function withPayment(situation: Situation, amount: bigint, useUnappliedCash: boolean): Situation {
  const { ageing } = situation;
  const unappliedCash = ageing.unappliedCash + (useUnappliedCash ? amount : 0n);
  return { ...situation, sums: reduced(situation.sums, amount), ageing: { ...ageing, unappliedCash } };
}

/** What is left to pay of the invoices due before `date`, once unapplied cash is used for the oldest (§5.5). */
export function openBefore({ ageing }: Situation, date: CivilDate, useUnappliedCash: boolean): bigint {
  return uncovered(ageing, useUnappliedCash)
    .filter(({ dueDate }) => dueDate < date)
    .reduce((sum, { open }) => sum + open, 0n);
}

/** The situation after every invoice due before `date` is paid, with the unapplied cash that covers them and money for the rest. */
export function withInvoicesPaidBefore(situation: Situation, date: CivilDate, useUnappliedCash: boolean): Situation {
  const { ageing } = situation;
  const paid = openBefore(situation, date, useUnappliedCash);
  const open = ageing.items.filter(({ dueDate }) => dueDate < date).reduce((sum, item) => sum + item.open, 0n);
  return {
    ...situation,
    sums: reduced(situation.sums, paid),
    ageing: {
      items: ageing.items.filter(({ dueDate }) => dueDate >= date),
      unappliedCash: ageing.unappliedCash - (open - paid),
    },
  };
}

/** The situation with another credit limit, or temporary limit where one is in force (§4.1). */
export function withLimit(situation: Situation, amount: bigint): Situation {
  const { customer, today } = situation;
  const inForce = temporaryLimitOn(customer, today);
  if (inForce === undefined) return { ...situation, customer: { ...customer, creditLimit: amount } };
  const temporaryLimits = customer.temporaryLimits.map((limit) => (limit === inForce ? { ...limit, amount } : limit));
  return { ...situation, customer: { ...customer, temporaryLimits } };
}

/** The situation with another order amount; a posting of more than the order is of all of it. */
export function withOrderAmount(situation: Situation, amount: bigint): Situation {
  const { order, posting } = situation;
  const posted = posting.amount !== undefined && posting.amount > amount ? amount : posting.amount;
  return {
    ...situation,
    order: { ...order, ledger: { ...order.ledger, amount } },
    posting: { ...posting, amount: posted },
  };
}

export function withExpiry(situation: Situation, date: CivilDate): Situation {
  return { ...situation, customer: { ...situation.customer, creditLimitExpiryDate: date } };
}

/** The balance is part of every sum. */
function reduced({ balance, toDelivered, toOrders, toHeld }: ExposureSums, amount: bigint): ExposureSums {
  return {
    balance: balance - amount,
    toDelivered: toDelivered - amount,
    toOrders: toOrders - amount,
    toHeld: toHeld - amount,
  };
}
