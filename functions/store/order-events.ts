import type { ForcedOrder } from '../../domain/force-hold.ts';
import type { Hold } from '../../domain/hold.ts';
import { formatAmount } from '../../domain/money.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { joined } from './keys.ts';
import type { OutboxEvent } from './outbox.ts';

/**
 * §8.5, §15.2: the order may go on. With posting it carries the posting that was stopped, with its original parameters, for the
 * order system to carry out.
 */
export function orderReleased(
  entity: AuthorizedEntity,
  hold: Hold,
  sequence: number,
  occurredAt: string,
  currency: string,
): OutboxEvent {
  const posting = hold.end?.withPosting === true ? postingOf(hold, currency) : null;
  return orderEvent('order-released', entity, hold, sequence, occurredAt, { posting });
}

/** §8.6 */
export function orderRejected(entity: AuthorizedEntity, hold: Hold, sequence: number, occurredAt: string): OutboxEvent {
  return orderEvent('order-rejected', entity, hold, sequence, occurredAt, {});
}

/** §8.6: the order is over, and its hold with it. */
export function holdCancelled(entity: AuthorizedEntity, hold: Hold, sequence: number, occurredAt: string): OutboxEvent {
  return orderEvent('hold-changed', entity, hold, sequence, occurredAt, { holdState: hold.state });
}

/**
 * §8.3, §15.2: its owner, review date or note are others, or its release was begun or given up (§8.7); what a note says is for those
 * who may see the hold.
 */
export function holdChanged(
  entity: AuthorizedEntity,
  hold: Hold,
  sequence: number,
  occurredAt: string,
  by: string,
): OutboxEvent {
  const { state: holdState, owner = null, reviewDate = null } = hold;
  const event = orderEvent('hold-changed', entity, hold, sequence, occurredAt, { by, holdState, owner, reviewDate });
  return { ...event, id: joined(event.id, String(hold.version)) };
}

/** §8.7: has the release carried out when its delay has ended; stored with it, so that neither is lost without the other. */
export function finishRelease(entity: AuthorizedEntity, hold: Hold, occurredAt: string): OutboxEvent {
  if (hold.releasing === undefined) throw new Error(`hold ${hold.hold} is not being released`);
  const { until } = hold.releasing;
  return {
    id: joined('finish-release', hold.hold, String(hold.version)),
    type: 'finish-release',
    legalEntity: entity,
    customer: hold.customer,
    data: { hold: hold.hold, until },
    occurredAt,
  };
}

export type Forced = ForcedOrder & {
  readonly by: string;
  /** The hold reason that was given. */
  readonly reason: string;
  /** Of the legal entity. */
  readonly currency: string;
  readonly removeBlockedLoadLines: boolean;
};

/**
 * §10: with all that an order held by a checkpoint tells, or that the hold that it is on is forced. Nothing was asked, so that no
 * request and no checkpoint is named.
 */
export function holdForced(
  entity: AuthorizedEntity,
  { order, hold: { kind, hold }, by, reason, currency, removeBlockedLoadLines }: Forced,
  sequence: number,
  occurredAt: string,
): OutboxEvent {
  const active = hold.reasons.filter(({ isActive }) => isActive);
  const reasons = [...new Set(active.map(({ code }) => code))];
  const said = { by, reason, holdState: hold.state, reasons, reviewDate: hold.reviewDate ?? null };
  if (kind === 'changed') {
    const event = orderEvent('hold-changed', entity, hold, sequence, occurredAt, said);
    return { ...event, id: joined(event.id, String(hold.version)) };
  }
  const own = hold.currency ?? currency;
  return orderEvent('order-held', entity, hold, sequence, occurredAt, {
    ...said,
    orderVersion: order.terms.version,
    amount: formatAmount(hold.amount, own),
    currency: own,
    answer: 'held',
    request: null,
    checkpoint: null,
    mode: null,
    removeBlockedLoadLines,
  });
}

function orderEvent(
  type: string,
  entity: AuthorizedEntity,
  hold: Hold,
  sequence: number,
  occurredAt: string,
  more: Readonly<Record<string, unknown>>,
): OutboxEvent {
  const { order, customer, end } = hold;
  return {
    id: `${type}:${hold.hold}`,
    type,
    legalEntity: entity,
    customer,
    data: { order, hold: hold.hold, sequence, by: end?.by ?? null, reason: end?.reason ?? null, ...more },
    occurredAt,
  };
}

function postingOf({ posting, postingParameters, currency: own }: Hold, currency: string) {
  if (posting === undefined) return null;
  const { checkpoint, mode, amount } = posting;
  return {
    checkpoint,
    mode,
    amount: amount === undefined ? null : formatAmount(amount, own ?? currency),
    parameters: postingParameters === undefined ? null : (JSON.parse(postingParameters) as unknown),
  };
}
