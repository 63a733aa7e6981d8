import { awaitedInAll, awaitedMore, documentsIn, type AwaitedRate } from '../../domain/awaited-rates.ts';
import { businessDate, type CivilDate } from '../../domain/civil-date.ts';
import type { CustomerId } from '../../domain/ids.ts';
import type { Rulebook } from '../../domain/compile-rulebook.ts';
import { awaitedByOrder, shareOf, type Order } from '../../domain/order.ts';
import {
  difference,
  isNothing,
  isRelief,
  noExposure,
  plus,
  type Ageing,
  type ExposureSums,
} from '../../domain/position.ts';
import { inEverySum } from '../../domain/receivables.ts';
import { refuse } from '../../domain/refusal.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { businessInstant } from '../clock.ts';
import { ageingItem } from './ageing-item.ts';
import { withThreshold } from './ageing-threshold.ts';
import { sumsOf } from './credit-group-item.ts';
import { moveAwaitedRates } from './awaited-rates.ts';
import { readCredit, readRulebookInForce, type StoredCredit } from './credit-state.ts';
import { creditGroupOf } from './customer-item.ts';
import { updateGroupPosition } from './group-update.ts';
import { customerPartition, joined } from './keys.ts';
import { putOrder, type StoredOrder } from './order-item.ts';
import { outboxItem, type OutboxEvent } from './outbox.ts';
import { updatePosition, type Guard } from './position-update.ts';
import { retrying, writeUnlessOutrun } from './retrying.ts';
import { tableName } from './table.ts';
import type { TransactItem } from './transact.ts';
import { waitingItems, type Waiting } from './waiting-for-rate.ts';

/** `deadlineMs`: until when the answer must be there (epoch). */
export type BookingSender = { readonly deadlineMs: number };

type Document = {
  readonly customer: CustomerId;
  readonly contentHash: string;
};

/** A document that is to count, once. `id` names it among those of its kind. */
export type ToBook<T extends Document> = {
  readonly entity: AuthorizedEntity;
  readonly kind:
    | 'packing-slip'
    | 'packing-slip-reversal'
    | 'invoice'
    | 'credit-note'
    | 'payment'
    | 'settlement'
    | 'settlement-reversal'
    | 'payment-reversal';
  readonly id: readonly string[];
  readonly document: T;
  readonly find: () => Promise<T | undefined>;
};

/** All that a document moves. */
export type Booking<T> = {
  readonly document: T;
  /** The document's own item, and those of other documents that it changes. */
  readonly items: readonly TransactItem[];
  /** What it adds to open receivables, in the entity's currency. */
  readonly balance?: bigint;
  readonly ageing?: Ageing;
  /** It can clear a reason although no sum falls. */
  readonly isRelief?: boolean;
  /** A document whose rate is missing, or was until now. */
  readonly waiting?: Waiting | undefined;
  /** By how much more the rates are awaited, beside what its order says. */
  readonly awaited?: readonly AwaitedRate[];
  readonly order?: { readonly after: Order; readonly seen: StoredOrder | undefined };
};

export type Booked<T> = {
  readonly document: T;
  readonly isCreated: boolean;
  /** The entity's business date. */
  readonly today: CivilDate;
  readonly baseCurrency: string;
};

/**
 * Stores a document with everything that it moves, in one transaction; the same document again answers with the stored one
 * (§15.1). `book` runs after the position was read: whatever else touches the customer's receivables moves its `seq`, so
 * that what `book` reads consistently is still so at commit.
 */
export async function bookDocument<T extends Document>(
  toBook: ToBook<T>,
  { deadlineMs }: BookingSender,
  book: (credit: StoredCredit, rulebook: Rulebook) => Promise<Booking<T>>,
): Promise<Booked<T>> {
  const { entity, kind, document } = toBook;
  return retrying(deadlineMs, async (patience) => {
    const [stored, credit, rulebook] = await Promise.all([
      toBook.find(),
      readCredit(entity, document.customer, true),
      readRulebookInForce(entity, true),
    ]);
    const today = businessDate(businessInstant(entity), rulebook.timeZone);
    const now = { today, baseCurrency: rulebook.currency };
    if (stored !== undefined) {
      if (stored.contentHash !== document.contentHash) throw refuse('document-differs', { kind });
      return { document: stored, isCreated: false, ...now };
    }
    const current = await withThreshold(entity, credit, rulebook.parameters.ignoreOverdueBelow);
    const booking = await book(current, rulebook);
    await writeUnlessOutrun(bookingItems(toBook, current, booking, rulebook), patience);
    return { document: booking.document, isCreated: true, ...now };
  });
}

/** Of whose what a booking is, and what names it among the causes of evaluations. */
type Cause = {
  readonly entity: AuthorizedEntity;
  readonly kind: string;
  readonly id: readonly string[];
  readonly document: { readonly customer: CustomerId };
};

/** Everything that a booking writes, in one transaction. */
export function bookingItems(
  cause: Cause,
  credit: StoredCredit,
  booking: Omit<Booking<unknown>, 'document'>,
  { currency, version }: Rulebook,
): readonly TransactItem[] {
  const { entity, document } = cause;
  const { order, ageing, waiting, balance = 0n, isRelief: isSaidToRelieve = false } = booking;
  const awaited = awaitedInAll([...(booking.awaited ?? []), ...(order === undefined ? [] : awaitedWith(order))]);
  const after = order === undefined ? noExposure : shareOf(order.after);
  const before = order?.seen === undefined ? noExposure : shareOf(order.seen.order);
  const moved = plus(difference(after, before), inEverySum(balance));
  const guard = { kind: ageing === undefined ? 'booking' : 'ageing-booking' } as const;
  // A held order is evaluated by what is left to post of it, so that any of its documents can clear a reason.
  const isKnown = awaited.some(({ documents }) => documents < 0);
  const mayFree = isRelief(moved) || isKnown || isSaidToRelieve || order?.after.openHold !== undefined;
  return [
    ...booking.items,
    ...(order === undefined ? [] : [putOrder(entity, order.after, order.seen, tableName())]),
    ...(isNothing(moved) && ageing === undefined && awaited.length === 0 && !mayFree
      ? []
      : positionItems(cause, credit, { moved, guard, awaited, isRelief: mayFree }, currency)),
    ...(waiting === undefined ? [] : waitingItems(entity, document.customer, waiting, version)),
    ...(ageing === undefined ? [] : [movedAgeing(entity, document.customer, ageing, credit)]),
    ...(mayFree ? [outboxItem(customerPartition(entity, document.customer), evaluation(cause, credit))] : []),
  ];
}

/** The customer's position and, of a member, its group's, by as much. */
function positionItems(
  { entity, document }: Cause,
  { position }: StoredCredit,
  change: {
    readonly moved: ExposureSums;
    readonly guard: Guard;
    readonly awaited: readonly AwaitedRate[];
    readonly isRelief: boolean;
  },
  currency: string,
): readonly TransactItem[] {
  const group = creditGroupOf(position);
  const { guard, awaited, moved, isRelief: isRelieving } = change;
  const shared = { moved, isRelief: isRelieving, unconverted: documentsIn(awaited) };
  const isShared = isRelieving || shared.unconverted !== 0 || !isNothing(moved);
  const own = sumsOf(entity, currency, position.groupCurrency);
  const ofGroup = { ...shared, sumsOf: own, guard: { kind: 'booking' } } as const;
  return [
    updatePosition(entity, document.customer, position, { ...shared, guard }),
    ...moveAwaitedRates(entity, document.customer, awaited),
    ...(isShared && group !== undefined ? [updateGroupPosition(group, ofGroup)] : []),
  ];
}

function awaitedWith({ after, seen }: NonNullable<Booking<unknown>['order']>): readonly AwaitedRate[] {
  return awaitedMore(awaitedByOrder(after), seen === undefined ? [] : awaitedByOrder(seen.order));
}

/** The ageing carries the `seq` that its position moves to. */
function movedAgeing(
  entity: AuthorizedEntity,
  customer: CustomerId,
  ageing: Ageing,
  { position }: StoredCredit,
): TransactItem {
  return {
    Put: {
      TableName: tableName(),
      Item: ageingItem(entity, customer, { ...ageing, seq: position.seq + 1 }),
      ConditionExpression: 'seq = :seen',
      ExpressionAttributeValues: { ':seen': position.seq },
    },
  };
}

/** §9.5. Not named like an order's intent, which is any text after `evaluate:`. */
function evaluation({ entity, kind, id, document }: Cause, { position }: StoredCredit): OutboxEvent {
  const cause = joined(kind, ...id);
  return {
    id: `evaluate-${cause}`,
    type: 'evaluate-customer',
    legalEntity: entity,
    customer: document.customer,
    creditGroup: creditGroupOf(position),
    data: { cause },
    occurredAt: businessInstant(entity),
  };
}
