import type * as z from 'zod/mini';
import { assertNotAwaitingApproval, isApproved, withoutApproval, type AskedAction } from '../domain/hold-approval.ts';
import { assertNotReleasing } from '../domain/delayed-release.ts';
import type { Hold, HoldEnd } from '../domain/hold.ts';
import type { Order } from '../domain/order.ts';
import { assertAuthority } from '../domain/release-authority.ts';
import type { Actor, AuthorizedEntity } from './actor.ts';
import { checkReason } from './check-reason.ts';
import type { ChangedHold, HoldChange, HoldSetting } from './change-holds.ts';
import type { holdEnding } from './hold-ending.ts';
import { holdAsked, neededApproval, submission } from './needed-approval.ts';
import type { Known } from './store/change-order.ts';
import type { StoredHold } from './store/credit-state.ts';
import type { OutboxEvent } from './store/outbox.ts';

type Asked = z.output<typeof holdEnding>;
type HeldOrder = { readonly hold: Hold; readonly order: Order };

/** How a hold ends, and what says so. */
export type Ending = {
  readonly end: (held: HeldOrder, end: HoldEnd, known: Known) => HeldOrder;
  readonly event: (entity: AuthorizedEntity, hold: Hold, sequence: number, at: string, currency: string) => OutboxEvent;
};

/**
 * §8.5, §8.6: what release and reject share: a reason of the hold's own legal entity, and what ends the hold: by an approval for just
 * this (§11.3), else submitted where a workflow fits (§11.1), else by the actor's authority (§1.4).
 */
export function endingHolds<A extends Asked>(
  operation: HoldChange<A>['operation'],
  asked: A,
  action: AskedAction,
  propose: (own: StoredHold, setting: HoldSetting<A>) => ChangedHold,
): HoldChange<A> {
  return {
    operation,
    check: ({ reasons }) => checkReason(reasons, asked.reason, 'release'),
    propose: (own, setting) => {
      const isPermitted = isApproved(own, action);
      const fitting = isPermitted ? undefined : neededApproval(own, action, setting.known, setting.workflows);
      const { currency } = setting.known.rulebook;
      if (!isPermitted && fitting === undefined) assertAuthority(setting.authority, own.order, currency);
      assertNotReleasing(own.hold);
      assertNotAwaitingApproval(own.hold);
      if (isPermitted) return propose(own, setting);
      if (fitting === undefined) {
        return insteadOf(own.hold, propose({ ...own, hold: withoutApproval(own.hold) }, setting));
      }
      const { entity, actor, chosen, known } = setting;
      const about = holdAsked(own, action, { ...asked, reviewDate: chosen.reviewDate }, currency);
      return submission(own, about, fitting, { entity, requester: actor.subject, known });
    },
  };
}

/** The change where it is of the hold as it is stored. */
export function insteadOf(previous: Hold, change: ChangedHold): ChangedHold {
  const { kind, hold } = change.hold;
  return kind === 'changed' || kind === 'ended' ? { ...change, hold: { kind, hold, previous } } : change;
}

/** Who ends a hold, in what. */
export type EndingSetting = Pick<HoldSetting, 'entity' | 'known'> & {
  readonly actor: Pick<Actor, 'subject'>;
  readonly chosen: Pick<Asked['holds'][number], 'reviewDate'>;
};

/** The hold ended at once, with its event. */
export function ended(
  own: StoredHold,
  { entity, actor, chosen, known }: EndingSetting,
  { reason, note }: Pick<Asked, 'reason' | 'note'>,
  withPosting: boolean,
  ending: Ending,
): ChangedHold {
  const { moment, rulebook } = known;
  const over = ending.end(own, { by: actor.subject, at: moment.now, reason, note, withPosting }, known);
  const hold = { ...over.hold, reviewDate: chosen.reviewDate ?? over.hold.reviewDate };
  return {
    order: over.order,
    hold: { kind: 'ended', hold, previous: own.hold },
    events: [ending.event(entity, hold, own.seq + 1, moment.now, rulebook.currency)],
  };
}
