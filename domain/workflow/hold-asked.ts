import type { CivilDate } from '../civil-date.ts';
import type { HoldApproval } from '../hold.ts';
import type { CustomerId, HoldId, OrderId } from '../ids.ts';
import type { WorkflowTask } from './workflow.ts';

/** §8.5, §8.6, §11.1: how a hold is to be released or rejected, of one version of its order. */
export type HoldAsked = Pick<HoldApproval, 'for' | 'withPosting' | 'orderVersion' | 'amount'> & {
  readonly hold: HoldId;
  readonly order: OrderId;
  readonly customer: CustomerId;
  /** Of the order. */
  readonly currency: string;
  readonly reason: string;
  readonly note?: string | undefined;
  readonly reviewDate?: CivilDate | undefined;
};

/** §11.3: where the task says how the hold is released, that is what is asked, so that approvers see what will be done. */
export function askedOfTask<A extends Pick<HoldAsked, 'withPosting'>>(asked: A, task: WorkflowTask): A {
  if (task !== 'release-with-posting' && task !== 'release-without-posting') return asked;
  return { ...asked, withPosting: task === 'release-with-posting' };
}
