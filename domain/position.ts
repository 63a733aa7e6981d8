import type { CivilDate } from './civil-date.ts';

/**
 * A customer's exposure as four sums, each including the one before (docs/explanation/deciding-transaction.md), in
 * minor units of the entity's currency: open receivables; plus delivered but not invoiced; plus open orders; plus open
 * orders on hold.
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
  /** §2.2: items with less open are left out (`ignoreOverdueBelow`); absent or 0: none is. */
  readonly threshold?: bigint | undefined;
};

export const noExposure: ExposureSums = { balance: 0n, toDelivered: 0n, toOrders: 0n, toHeld: 0n };

/** What must be added to each sum of `before` to make `after`. */
export function difference(after: ExposureSums, before: ExposureSums): ExposureSums {
  return {
    balance: after.balance - before.balance,
    toDelivered: after.toDelivered - before.toDelivered,
    toOrders: after.toOrders - before.toOrders,
    toHeld: after.toHeld - before.toHeld,
  };
}

export function plus(sums: ExposureSums, moved: ExposureSums): ExposureSums {
  return {
    balance: sums.balance + moved.balance,
    toDelivered: sums.toDelivered + moved.toDelivered,
    toOrders: sums.toOrders + moved.toOrders,
    toHeld: sums.toHeld + moved.toHeld,
  };
}

export function isNothing(sums: ExposureSums): boolean {
  return sums.balance === 0n && sums.toDelivered === 0n && sums.toOrders === 0n && sums.toHeld === 0n;
}

/** A change that can free credit: some sum falls. */
export function isRelief(moved: ExposureSums): boolean {
  return moved.balance < 0n || moved.toDelivered < 0n || moved.toOrders < 0n || moved.toHeld < 0n;
}
