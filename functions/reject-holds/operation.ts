import type * as z from 'zod/mini';
import { rejected } from '../../domain/end-hold.ts';
import type { ChangedHold, HoldChange } from '../change-holds.ts';
import { ended, endingHolds, type EndingSetting } from '../end-holds.ts';
import type { StoredHold } from '../store/credit-state.ts';
import { orderRejected } from '../store/order-events.ts';
import type { rejectHolds } from './contract.ts';

type Asked = z.output<typeof rejectHolds.body>;

/** §8.6 */
export function rejectingHolds(asked: Asked): HoldChange<Asked> {
  const action = { for: 'hold-reject', withPosting: false } as const;
  return endingHolds('reject-holds', asked, action, (own, setting) => reject(own, setting, asked));
}

/** By a person, or by itself once it is approved (§11.3). */
export function reject(own: StoredHold, setting: EndingSetting, asked: Pick<Asked, 'reason' | 'note'>): ChangedHold {
  return ended(own, setting, asked, false, { end: (held, end) => rejected(held, end), event: orderRejected });
}
