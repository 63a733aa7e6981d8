import { forced, type Force } from '../../domain/force-hold.ts';
import type { Hold } from '../../domain/hold.ts';
import type { OrderId } from '../../domain/ids.ts';
import { refuse } from '../../domain/refusal.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { changedHold } from '../changed-hold.ts';
import { checkReason } from '../check-reason.ts';
import { ownRequestId } from '../own-request-id.ts';
import type { Sender } from '../sender.ts';
import type { Intent, Known } from '../store/change-order.ts';
import { readOrder } from '../store/credit-state.ts';
import { joined, requestKey } from '../store/keys.ts';
import type { OrderChange } from '../store/order-change.ts';
import { holdForced } from '../store/order-events.ts';
import { requestRecord } from '../store/request-record.ts';
import { currentRulebook } from '../store/rulebook.ts';

export type Forcing = Pick<Force, 'reason' | 'note' | 'reviewDate'> & {
  readonly order: OrderId;
  readonly dryRun: boolean;
  /** With the order it makes two requests one. */
  readonly key: string;
  readonly requestHash: string;
  /** Whether the order, as it is when it is forced, is one of those that were asked for. */
  readonly isAsked?: ((known: Known) => boolean) | undefined;
};

export type Forced = { readonly hold: Hold; readonly isReplay: boolean; readonly currency: string };

/** What there is not, where an order is none of those that were asked for. */
export const notAsked = 'order that fits';

/** §10: forces one order, once under its key. */
export async function force(entity: AuthorizedEntity, asked: Forcing, sender: Sender): Promise<Forced> {
  const { order, key, requestHash } = asked;
  const [stored, setUp] = await Promise.all([readOrder(entity, order, true), currentRulebook(entity)]);
  if (stored === undefined) throw refuse('not-found', { kind: 'order' });
  const intent: Intent = {
    entity,
    customer: stored.order.customer,
    order,
    actor: sender.subject,
    // A key may be used again once its record has expired.
    request: ownRequestId('force', order, String(stored.seq), key),
    record: requestKey(entity, 'force-hold', joined(order, key)),
    requestHash,
    deadlineMs: sender.deadlineMs,
  };
  const propose = (known: Known): OrderChange => {
    checkReason(setUp.reasons, asked.reason, 'hold');
    return forcedChange(intent, asked, known);
  };
  return { ...(await changedHold(intent, propose, asked.dryRun)), currency: setUp.entity.baseCurrency };
}

function forcedChange(intent: Intent, asked: Forcing, known: Known): OrderChange {
  const { order: seen, credit, rulebook, moment } = known;
  const { entity, actor } = intent;
  if (seen === undefined) throw refuse('not-found', { kind: 'order' });
  if (asked.isAsked?.(known) === false) throw refuse('not-found', { kind: notAsked });
  const { reason, note, reviewDate } = asked;
  const open = known.holds.find(({ hold }) => hold.hold === seen.order.openHold);
  const around = {
    creditManagementGroup: credit.customer.creditManagementGroup,
    rulebook: rulebook.version,
    changes: credit.position.audit.number,
  };
  const by = actor;
  const { order, hold } = forced(seen.order, open?.hold, { reason, note, reviewDate, by, at: moment.now }, around);
  const { removeBlockedLoadLines } = rulebook.parameters;
  const told = { order, hold, by, reason, currency: rulebook.currency, removeBlockedLoadLines };
  return {
    order,
    guard: { kind: 'booking' },
    hold,
    because: reason,
    // Its other reasons are looked at by an evaluation, and what it competes with no longer waits for it (§5.4).
    isRelief: true,
    events: [holdForced(entity, told, seen.seq + 1, moment.now)],
    with: intent.record && [{ name: 'record', item: requestRecord(intent.record, intent.requestHash, hold.hold) }],
  };
}
