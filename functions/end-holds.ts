import type * as z from 'zod/mini';
import { assertNotReleasing } from '../domain/delayed-release.ts';
import type { Hold, HoldEnd } from '../domain/hold.ts';
import type { Order } from '../domain/order.ts';
import { assertAuthority } from '../domain/release-authority.ts';
import type { AuthorizedEntity } from './actor.ts';
import { checkReason } from './check-reason.ts';
import type { ChangedHold, HoldChange, HoldSetting } from './change-holds.ts';
import type { holdEnding } from './hold-ending.ts';
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

/** §8.5, §8.6: what release and reject share: a reason of the hold's own legal entity, an authority (§1.4), and what ends the hold. */
export function endingHolds<A extends Asked>(
  operation: HoldChange<A>['operation'],
  asked: A,
  propose: HoldChange<A>['propose'],
): HoldChange<A> {
  return {
    operation,
    check: ({ reasons }) => checkReason(reasons, asked.reason, 'release'),
    propose: (own, setting) => {
      assertAuthority(setting.authority, own.order, setting.known.rulebook.currency);
      assertNotReleasing(own.hold);
      return propose(own, setting);
    },
  };
}

/** The hold ended at once, with its event. */
export function ended(
  own: StoredHold,
  { entity, actor, chosen, known }: HoldSetting<Asked>,
  { reason, note }: Asked,
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
