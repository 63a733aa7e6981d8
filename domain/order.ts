import { awaitedByOne, type AwaitedRate } from './awaited-rates.ts';
import { bookedOf, inProportion, type InBase } from './booked.ts';
import type { CivilDate } from './civil-date.ts';
import { converted, type MissingRate, type Ratio } from './exchange-rates.ts';
import type { CustomerId, HoldId, OrderId, RequestId } from './ids.ts';
import type { ExposureSums } from './position.ts';

/**
 * What an order's documents add up to (§5.2), in minor units of the order's currency: its amount, what was delivered,
 * and what was invoiced (invoices that name it less credit notes that reopen it). They arrive in any order, so each may
 * come before the others.
 */
export type OrderLedger = { readonly amount: bigint; readonly delivered: bigint; readonly invoiced: bigint };

/** §2.1 */
export const checkpoints = ['confirmation', 'picking-list', 'release-to-warehouse', 'packing-slip', 'invoice'] as const;
export type Checkpoint = (typeof checkpoints)[number];
/** `cancellation` is of a packing slip (§7.1). */
export const postingModes = ['posting', 'pro-forma', 'cancellation'] as const;
export type PostingMode = (typeof postingModes)[number];

/** A posting that the order system asks for (§7.1). `amount` in minor units of the order's currency; without one it is of all that is left (§5.2). */
export type Posting = {
  readonly checkpoint: Checkpoint;
  readonly mode: PostingMode;
  readonly amount?: bigint | undefined;
};

/** The order as rules see it. */
export type OrderUnderTest = {
  readonly order: OrderId;
  readonly customer: CustomerId;
  readonly ledger: OrderLedger;
  /** Of an order in another currency than the entity's. */
  readonly foreign?: ForeignOrder | undefined;
  readonly paymentTerms?: string | undefined;
  readonly settlementDiscount?: string | undefined;
  readonly requestedDate?: CivilDate | undefined;
  /** Codes whose lowest rank the order's own is compared with (§6.7): what it last passed with, or its defaults. */
  readonly paymentTermsBasis: readonly string[];
  readonly settlementDiscountBasis: readonly string[];
};

/** §5.3: what the amount of an order in another currency was booked as, and at which ratio another amount would be. */
export type ForeignOrder = {
  readonly currency: string;
  /** Minor units of the entity's currency; 0 while its rate is missing. */
  readonly booked: bigint;
  readonly missingRate?: MissingRate | undefined;
  /** Of the order date, as rates say now. */
  readonly ratio: Ratio | undefined;
};

/** What a later version of an order is compared with, to see whether it changed in a way that matters (§7.5). */
export type OrderTerms = {
  readonly version: number;
  readonly amount: bigint;
  readonly paymentTerms?: string | undefined;
  readonly settlementDiscount?: string | undefined;
  readonly requestedDate?: CivilDate | undefined;
};

/** `announced`: documents that name it have arrived, the order itself has not. */
export const orderStates = ['announced', 'draft', 'open', 'closed', 'cancelled'] as const;
export type OrderState = (typeof orderStates)[number];

/** What order systems may send. */
export const sentOrderStates = ['draft', 'open', 'closed', 'cancelled'] as const;

/** Its own `InBase` is of the amount of its terms. */
export type Order = InBase & {
  readonly order: OrderId;
  readonly customer: CustomerId;
  /** §5.3: of it and of all documents that name it; unknown while only its cancellation has arrived. */
  readonly currency?: string | undefined;
  /** The date at whose rate its amount is converted; of an order in the entity's currency only where it was sent. */
  readonly orderDate?: CivilDate | undefined;
  readonly state: OrderState;
  readonly terms: OrderTerms;
  readonly delivered: bigint;
  /** What its packing slips were booked as, each at its own date; absent in the entity's currency. */
  readonly deliveredBooked?: bigint | undefined;
  /** Of its packing slips that lack their rate; absent where none ever did. */
  readonly slipsWithoutRate?: readonly AwaitedRate[] | undefined;
  readonly invoiced: bigint;
  /** §5.3: it was asked at an enabled checkpoint, from which on a draft counts too. */
  readonly counts: boolean;
  readonly createdWith: {
    readonly paymentTerms?: string | undefined;
    readonly settlementDiscount?: string | undefined;
  };
  readonly isIntercompany: boolean;
  /** What a clerk or manager set; until then intercompany orders are excluded (§7.2). */
  readonly exclusion?: boolean | undefined;
  /** SHA-256 of the version's content: the same version with other content is refused. */
  readonly contentHash: string;
  readonly isRejected: boolean;
  /** The posting checkpoint passed last, and the terms it was passed with. */
  readonly passed?: { readonly checkpoint: Checkpoint; readonly terms: OrderTerms } | undefined;
  /** What the order last passed or was released with (§6.7). */
  readonly rankBasis?:
    { readonly paymentTerms?: string | undefined; readonly settlementDiscount?: string | undefined } | undefined;
  readonly grace?: { readonly from: CivilDate; readonly days: number; readonly terms: OrderTerms } | undefined;
  readonly release?: Release | undefined;
  readonly openHold?: HoldId | undefined;
  readonly holdCount: number;
  readonly lastDecision?: RequestId | undefined;
};

/** What the last release of the order lets pass (§7.5). */
export type Release = {
  readonly on: CivilDate;
  readonly terms: OrderTerms;
  /** The posting that may still pass once; absent when it did, or when the hold stopped none. */
  readonly freePosting?: FreePosting | undefined;
};

/** `version`: a release with posting lets only the version go that was released (§8.5). */
export type FreePosting = {
  readonly checkpoint: Checkpoint;
  readonly mode: PostingMode;
  readonly version?: number | undefined;
};

export function ledgerOf(order: Order): OrderLedger {
  return { amount: order.terms.amount, delivered: order.delivered, invoiced: order.invoiced };
}

/** §7.2: intercompany orders are excluded unless a clerk or manager cleared the flag. */
export function isExcluded(order: Order): boolean {
  return order.exclusion ?? order.isIntercompany;
}

/** §5.3: the rate that an order waits for; one that has ended adds nothing whatever the rate. */
export function rateAwaitedBy(order: Order): MissingRate | undefined {
  return hasEnded(order) ? undefined : order.missingRate;
}

/** §5.3: the rates without which it is not known what the order counts for: none of a part of which nothing is left. */
export function awaitedByOrder(order: Order): readonly AwaitedRate[] {
  return [
    ...awaitedByOne(needsRate(order) ? order.missingRate : undefined),
    ...(isDeliveredNotInvoiced(order) ? (order.slipsWithoutRate ?? []) : []),
  ];
}

/** Its amount is not converted, and something is in proportion of it, or will be once a draft counts. */
export function needsRate(order: Order): boolean {
  const isNothingLeft = isOpen(order) && openAmountOf(order) === 0n && (order.delivered > 0n || order.invoiced >= 0n);
  return rateAwaitedBy(order) !== undefined && !isNothingLeft;
}

/** What an order's amount counts for in the entity's currency. */
export function bookedAmountOf({ terms: { amount }, booked, missingRate }: Order): bigint {
  return bookedOf({ amount, booked, missingRate });
}

/**
 * What the order counts for in each sum of its customer's position (§5.2), in minor units of the entity's currency: its parts in
 * proportion of what was booked (§5.3). Every change of an order moves the position by the difference of two of these, so that
 * nothing counts twice and nothing is left over.
 */
export function shareOf(order: Order): ExposureSums {
  const delivered = deliveredShareOf(order);
  const open = openAmountOf(order);
  const toHeld = delivered + (open === 0n ? 0n : inProportion(bookedAmountOf(order), open, order.terms.amount));
  return { balance: 0n, toDelivered: delivered, toOrders: order.openHold === undefined ? toHeld : delivered, toHeld };
}

/**
 * Of what its packing slips were booked as. Without any, a credit note came before what it takes back: in the order's
 * proportion; nothing of an order that has not arrived either.
 */
function deliveredShareOf(order: Order): bigint {
  const part = positive(order.delivered - order.invoiced);
  if (part === 0n || !isForeign(order)) return part;
  if (order.delivered > 0n) return inProportion(order.deliveredBooked ?? 0n, part, order.delivered);
  return order.terms.amount > 0n ? inProportion(bookedAmountOf(order), part, order.terms.amount) : 0n;
}

function isForeign({ booked, missingRate, deliveredBooked }: Order): boolean {
  return booked !== undefined || missingRate !== undefined || deliveredBooked !== undefined;
}

/** §5.3: an amount of an order in the entity's currency, in proportion of what was booked. */
export function inBaseOf({ ledger, foreign }: Pick<OrderUnderTest, 'ledger' | 'foreign'>, amount: bigint): bigint {
  if (foreign === undefined || amount === 0n) return amount;
  if (ledger.amount > 0n) return inProportion(foreign.booked, amount, ledger.amount);
  return foreign.ratio === undefined ? 0n : converted(amount, foreign.ratio);
}

/** In the order's currency: its amount less the larger of delivered and invoiced, while it is open. */
export function openAmountOf(order: Order): bigint {
  return isOpen(order) ? positive(order.terms.amount - larger(order.delivered, order.invoiced)) : 0n;
}

/** It is closed, cancelled or rejected: nothing of it is open any more. */
export function hasEnded({ state, isRejected }: Order): boolean {
  return state === 'closed' || state === 'cancelled' || isRejected;
}

/** §5.2: such an order counts for what was delivered, also where it has ended. */
export function isDeliveredNotInvoiced(order: Pick<Order, 'delivered' | 'invoiced'>): boolean {
  return order.delivered > order.invoiced;
}

/** What the open part of an order counts for in the entity's currency. */
export function openPartOf(order: Order): bigint {
  const { toDelivered, toHeld } = shareOf(order);
  return toHeld - toDelivered;
}

function isOpen(order: Order): boolean {
  return !order.isRejected && (order.state === 'open' || (order.state === 'draft' && order.counts));
}

export function positive(amount: bigint): bigint {
  return amount > 0n ? amount : 0n;
}

export function larger(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
