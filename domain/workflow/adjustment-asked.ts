import type { AdjustmentId, AdjustmentLineId, CustomerId } from '../ids.ts';
import type { HoldAsked } from './hold-asked.ts';

/** §11.1: a journal, or one of its lines, as it is. */
export type AdjustmentAsked = {
  readonly adjustment: AdjustmentId;
  /** Of a journal its largest new limit in the legal entity's currency; of a line its own. */
  readonly amount: bigint;
  readonly currency: string;
} & (
  | { readonly for: 'adjustment'; readonly line?: undefined; readonly customer?: undefined }
  | {
      readonly for: 'adjustment-line';
      readonly line: AdjustmentLineId;
      /** Absent where it is a customer credit group's. */
      readonly customer?: CustomerId | undefined;
    }
);

/** §11.1: what is asked in an approval request. */
export type Asked = HoldAsked | AdjustmentAsked;

export function isOfAdjustment(asked: Asked): asked is AdjustmentAsked {
  return asked.for === 'adjustment' || asked.for === 'adjustment-line';
}
