import type { CivilDate } from './civil-date.ts';

/**
 * A customer's exposure as four sums, each including the one before (architecture.md §3), in minor units of the
 * entity's currency: open receivables; plus delivered but not invoiced; plus open orders; plus open orders on hold.
 */
export type ExposureSums = {
  readonly balance: bigint;
  readonly toDelivered: bigint;
  readonly toOrders: bigint;
  readonly toHeld: bigint;
};

export type ExposureSum = keyof ExposureSums;

/** Open amounts of invoices by due date, ascending, none zero (§5.5); `unappliedCash` are payments and credit notes on account. */
export type Ageing = {
  readonly items: readonly { readonly dueDate: CivilDate; readonly open: bigint }[];
  readonly unappliedCash: bigint;
};
