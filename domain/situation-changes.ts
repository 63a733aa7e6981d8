import type { CivilDate } from './civil-date.ts';
import { temporaryLimitOn } from './credit-limit.ts';
import type { TemporaryLimit } from './customer.ts';
import type { LimitOwner, Situation } from './evaluation.ts';
import { converted } from './exchange-rates.ts';
import { inBaseOf, type ForeignOrder, type OrderUnderTest, type Posting } from './order.ts';
import { uncovered } from './overdue.ts';
import { plus, type Ageing, type ExposureSums } from './position.ts';
import { inEverySum } from './receivables.ts';

/** The situation after a payment on account. Without `useUnappliedCash` it covers no invoice (§5.5). */
export function withPayment(situation: Situation, amount: bigint, useUnappliedCash: boolean): Situation {
  const ageing = useUnappliedCash ? withCash(situation.ageing, amount) : situation.ageing;
  return { ...reduced(situation, amount, amount), ageing };
}

/** What is overdue and open of a customer's invoices, the oldest first, and whose it is: 0 for the customer, then the other members. */
export type OverdueItem = Ageing['items'][number] & { readonly of: number };

/** §5.5: what a payment for overdue invoices can cover, of the customer alone or of all members of its group. */
export function overdueItems(
  situation: Situation,
  whose: LimitOwner,
  useUnappliedCash: boolean,
): readonly OverdueItem[] {
  return ageingsOf(situation, whose)
    .flatMap((ageing, of): OverdueItem[] => uncovered(ageing, useUnappliedCash).map((item) => ({ ...item, of })))
    .filter(({ dueDate }) => dueDate < situation.today)
    .toSorted((a, b) => (a.dueDate < b.dueDate ? -1 : a.dueDate > b.dueDate ? 1 : 0));
}

/** The situation after that much is paid for the items, the oldest first: on account where that covers them, else settled (§5.5). */
export function withItemsPaid(
  situation: Situation,
  items: readonly OverdueItem[],
  amount: bigint,
  useUnappliedCash: boolean,
): Situation {
  const parts = partsOf(items, amount);
  const partOf = (whom: number): bigint => parts.reduce((sum, { of, part }) => (of === whom ? sum + part : sum), 0n);
  const pay = (ageing: Ageing, of: number): Ageing => (useUnappliedCash ? withCash : settled)(ageing, partOf(of));
  const after = { ...reduced(situation, partOf(0), amount), ageing: pay(situation.ageing, 0) };
  const { group } = after;
  if (group === undefined) return after;
  return { ...after, group: { ...group, otherAgeings: group.otherAgeings.map((of, at) => pay(of, at + 1)) } };
}

/** The due date of the last of the items that a payment reaches. */
export function lastReached(items: readonly OverdueItem[], amount: bigint): CivilDate {
  const last = partsOf(items, amount).findLast(({ part }) => part > 0n);
  if (last === undefined) throw new Error('a payment for invoices reaches none');
  return last.dueDate;
}

/** What of the amount goes to each, the oldest first. */
function partsOf<T extends Ageing['items'][number]>(
  items: readonly T[],
  amount: bigint,
): readonly (T & { readonly part: bigint })[] {
  let left = amount;
  return items.map((item) => {
    const part = item.open < left ? item.open : left;
    left -= part;
    return { ...item, part };
  });
}

function ageingsOf({ ageing, group }: Situation, whose: LimitOwner): readonly Ageing[] {
  return whose === 'group' && group?.group.considerMembersOverdue === true ? [ageing, ...group.otherAgeings] : [ageing];
}

function withCash(ageing: Ageing, amount: bigint): Ageing {
  return { ...ageing, unappliedCash: ageing.unappliedCash + amount };
}

/** What is left of an item counts only where it reaches the threshold (§2.2). Several that are due on one day are taken for one. */
function settled(ageing: Ageing, amount: bigint): Ageing {
  const { threshold = 0n } = ageing;
  const items = partsOf(ageing.items, amount).flatMap(({ part, dueDate, open }) => {
    const rest = open - part;
    return rest === 0n || (part > 0n && rest < threshold) ? [] : [{ dueDate, open: rest }];
  });
  return { ...ageing, items };
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

/** The situation with a lower order amount, which lowers the posting with it. */
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

/** A posting of more than what its order was lowered to is of all of it. What a cancellation takes back was delivered, whatever the order is now. */
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

export function withAccountStatus(situation: Situation, accountStatus: string | undefined): Situation {
  return { ...situation, customer: { ...situation.customer, accountStatus } };
}

export function withPaymentTerms(situation: Situation, paymentTerms: string | undefined): Situation {
  return { ...situation, order: { ...situation.order, paymentTerms } };
}

export function withSettlementDiscount(situation: Situation, settlementDiscount: string | undefined): Situation {
  return { ...situation, order: { ...situation.order, settlementDiscount } };
}

/** What the customer, and what its group, members together, owes less; the balance is part of every sum. */
function reduced(situation: Situation, own: bigint, ofGroup: bigint): Situation {
  const { group, sums } = situation;
  const lower = (before: ExposureSums, amount: bigint): ExposureSums => plus(before, inEverySum(-amount));
  const shared = group && { ...group, sums: lower(group.sums, ofGroup) };
  return { ...situation, sums: lower(sums, own), group: shared };
}
