import type { CivilDate } from './civil-date.ts';
import { temporaryLimitOn } from './credit-limit.ts';
import type { TemporaryLimit } from './customer.ts';
import type { Situation } from './evaluation.ts';
import { converted } from './exchange-rates.ts';
import { inBaseOf, type ForeignOrder, type OrderUnderTest, type Posting } from './order.ts';
import { uncovered } from './overdue.ts';
import { plus, type ExposureSums } from './position.ts';
import { inEverySum } from './receivables.ts';

/** The situation after a payment on account. Without `useUnappliedCash` it covers no invoice (§5.5). */
export function withPayment(situation: Situation, amount: bigint, useUnappliedCash: boolean): Situation {
  const { ageing } = situation;
  const unappliedCash = ageing.unappliedCash + (useUnappliedCash ? amount : 0n);
  return { ...reduced(situation, amount), ageing: { ...ageing, unappliedCash } };
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
    ...reduced(situation, paid),
    ageing: {
      items: ageing.items.filter(({ dueDate }) => dueDate >= date),
      unappliedCash: ageing.unappliedCash - (open - paid),
    },
  };
}

/** The situation with another credit limit, or temporary limit where one is in force (§4.1). */
export function withLimit(situation: Situation, amount: bigint): Situation {
  return { ...situation, customer: limitedTo(situation.customer, situation.today, amount) };
}

/** The same for the limit of its customer credit group. */
export function withGroupLimit(situation: Situation, amount: bigint): Situation {
  const { group, today } = situation;
  return group === undefined
    ? situation
    : { ...situation, group: { ...group, group: limitedTo(group.group, today, amount) } };
}

type Limited = { readonly creditLimit: bigint; readonly temporaryLimits: readonly TemporaryLimit[] };

function limitedTo<T extends Limited>(limited: T, today: CivilDate, amount: bigint): T {
  const inForce = temporaryLimitOn(limited, today);
  if (inForce === undefined) return { ...limited, creditLimit: amount };
  const temporaryLimits = limited.temporaryLimits.map((limit) => (limit === inForce ? { ...limit, amount } : limit));
  return { ...limited, temporaryLimits };
}

/** The situation with another order amount. */
export function withOrderAmount(situation: Situation, amount: bigint): Situation {
  const { order, posting } = situation;
  return {
    ...situation,
    order: {
      ...order,
      ledger: { ...order.ledger, amount },
      foreign: order.foreign && rebooked(order, order.foreign, amount),
    },
    posting: atMost(posting, amount),
  };
}

/** As a version of the order with this amount would be (§5.3). */
function rebooked(order: OrderUnderTest, foreign: ForeignOrder, amount: bigint): ForeignOrder {
  const { ratio } = foreign;
  return { ...foreign, booked: ratio === undefined ? inBaseOf(order, amount) : converted(amount, ratio) };
}

/** A posting of more than the order is of all of it. What a cancellation takes back was delivered, whatever the order is now. */
export function atMost(posting: Posting, amount: bigint): Posting {
  const isMore = posting.amount !== undefined && posting.amount > amount;
  return isMore && posting.mode !== 'cancellation' ? { ...posting, amount } : posting;
}

/** A group's expiry date is its members' (§4.1). */
export function withExpiry(situation: Situation, date: CivilDate): Situation {
  const { group } = situation;
  if (group !== undefined) return { ...situation, group: { ...group, group: { ...group.group, expiryDate: date } } };
  return { ...situation, customer: { ...situation.customer, creditLimitExpiryDate: date } };
}

/** What a member owes its group owes too; the balance is part of every sum. */
function reduced(situation: Situation, amount: bigint): Situation {
  const { group, sums } = situation;
  const lower = (before: ExposureSums): ExposureSums => plus(before, inEverySum(-amount));
  return { ...situation, sums: lower(sums), ...(group && { group: { ...group, sums: lower(group.sums) } }) };
}
