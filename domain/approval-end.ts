import { automatic } from './evaluate-hold.ts';
import { isCleared, isForced, type Hold, type HoldApproval } from './hold.ts';

/** Why a request ended although nobody decided so. */
export type VoidBecause =
  | 'order-changed'
  | 'order-ended'
  | 'reasons-cleared'
  | 'hold-forced'
  | 'hold-ended'
  | 'asked-anew'
  | 'adjustment-changed';

/** How a request that a hold referred to ended with a change of that hold. */
export type ApprovalEnd = Pick<HoldApproval, 'request'> &
  ({ readonly state: 'carried-out' } | { readonly state: 'void' | 'recalled'; readonly because: VoidBecause });

/**
 * §11.3, §11.4: a hold that ends as was approved keeps the approval: it is done. Whatever else takes the approval away voids the
 * request. `undefined` where there was none, or it stands.
 */
export function approvalEndOf(before: Hold | undefined, after: Hold): ApprovalEnd | undefined {
  const approval = before?.approval;
  if (before === undefined || approval === undefined) return undefined;
  const { request } = approval;
  if (after.approval?.request !== request) {
    const because = reasonOf(before, after);
    // §11.1: what is under way is recalled; what is approved is not asked any more.
    return { request, state: because === 'hold-forced' && !approval.isGranted ? 'recalled' : 'void', because };
  }
  return after.end === undefined ? undefined : { request, state: 'carried-out' };
}

function reasonOf(before: Hold, after: Hold): VoidBecause {
  if (after.state === 'cancelled') return 'order-ended';
  if (after.end !== undefined) return after.end.by === automatic ? 'reasons-cleared' : 'hold-ended';
  if (isForced(after) && !isForced(before)) return 'hold-forced';
  if (after.approval !== undefined) return 'asked-anew';
  return isCleared(after) && !isCleared(before) ? 'reasons-cleared' : 'order-changed';
}
