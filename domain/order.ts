import type { CivilDate } from './civil-date.ts';
import type { CustomerId, OrderId } from './ids.ts';

/**
 * What an order's documents add up to (§5.2), in minor units of the entity's currency: its amount, what was delivered,
 * and what was invoiced (invoices that name it less credit notes that reopen it). They arrive in any order, so each may
 * come before the others.
 */
export type OrderLedger = { readonly amount: bigint; readonly delivered: bigint; readonly invoiced: bigint };

/** §2.1 */
export const checkpoints = ['confirmation', 'picking-list', 'release-to-warehouse', 'packing-slip', 'invoice'] as const;
export type Checkpoint = (typeof checkpoints)[number];
export type PostingMode = 'posting' | 'pro-forma';

/** A posting that the order system asks for (§7.1). `amount` in minor units; without one it is of all that is left (§5.2). */
export type Posting = { readonly checkpoint: Checkpoint; readonly mode: PostingMode; readonly amount?: bigint | undefined };

/** The order as rules see it. The floors are the codes that a higher rank is measured against (§6.7). */
export type OrderUnderTest = {
  readonly order: OrderId;
  readonly customer: CustomerId;
  readonly ledger: OrderLedger;
  readonly paymentTerms?: string | undefined;
  readonly settlementDiscount?: string | undefined;
  readonly requestedDate?: CivilDate | undefined;
  /** Codes whose lowest rank the order's own is compared with: what it last passed with, or its defaults. */
  readonly paymentTermsBasis: readonly string[];
  readonly settlementDiscountBasis: readonly string[];
};
