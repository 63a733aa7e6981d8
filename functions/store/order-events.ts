import type { ForcedOrder } from '../../domain/force-hold.ts';
import type { Hold } from '../../domain/hold.ts';
import { formatAmount } from '../../domain/money.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { joined } from './keys.ts';
import type { OutboxEvent, OutboxNews } from './outbox.ts';

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
): OutboxNews {
  const type = 'order-released';
  const posting = hold.end?.withPosting === true ? postingOf(hold, currency) : null;
  return { ...ofHold(type, entity, hold, occurredAt), type, data: { ...changeOf(hold, sequence), posting } };
}

/** §8.6 */
export function orderRejected(entity: AuthorizedEntity, hold: Hold, sequence: number, occurredAt: string): OutboxNews {
  const type = 'order-rejected';
  return { ...ofHold(type, entity, hold, occurredAt), type, data: changeOf(hold, sequence) };
}

/** §8.6: the order is over, and its hold with it. */
export function holdCancelled(entity: AuthorizedEntity, hold: Hold, sequence: number, occurredAt: string): OutboxNews {
  const type = 'hold-changed';
  const data = { ...changeOf(hold, sequence), holdState: hold.state };
  return { ...ofHold(type, entity, hold, occurredAt), type, data };
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
): OutboxNews {
  const type = 'hold-changed';
  const { state: holdState, owner = null, reviewDate = null } = hold;
  const { id, ...common } = ofHold(type, entity, hold, occurredAt);
  const data = { ...changeOf(hold, sequence), by, holdState, owner, reviewDate };
  return { ...common, id: joined(id, String(hold.version)), type, data };
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
  { order, hold: { kind, hold }, by, reason, currency: entityCurrency, removeBlockedLoadLines }: Forced,
  sequence: number,
  occurredAt: string,
): OutboxNews {
  const active = hold.reasons.filter(({ isActive }) => isActive);
  const reasons = [...new Set(active.map(({ code }) => code))];
  const { reviewDate = null, state: holdState } = hold;
  const said = { ...changeOf(hold, sequence), by, reason, holdState, reasons, reviewDate };
  if (kind === 'changed') {
    const type = 'hold-changed';
    const { id, ...common } = ofHold(type, entity, hold, occurredAt);
    return { ...common, id: joined(id, String(hold.version)), type, data: said };
  }
  const type = 'order-held';
  const { version: orderVersion } = order.terms;
  const currency = hold.currency ?? entityCurrency;
  const asked = { answer: 'held', request: null, checkpoint: null, mode: null } as const;
  const amount = formatAmount(hold.amount, currency);
  const data = { ...said, ...asked, orderVersion, amount, currency, removeBlockedLoadLines };
  return { ...ofHold(type, entity, hold, occurredAt), type, data };
}

function ofHold(type: string, legalEntity: AuthorizedEntity, { hold, customer }: Hold, occurredAt: string) {
  return { id: `${type}:${hold}`, legalEntity, customer, occurredAt };
}

function changeOf({ order, hold, end }: Hold, sequence: number) {
  return { order, hold, sequence, by: end?.by ?? null, reason: end?.reason ?? null };
}

function postingOf({ posting, postingParameters, currency: own }: Hold, entityCurrency: string) {
  if (posting === undefined) return null;
  const { checkpoint, mode, amount } = posting;
  const currency = own ?? entityCurrency;
  return {
    checkpoint,
    mode,
    amount: amount === undefined ? null : formatAmount(amount, currency),
    currency,
    parameters: postingParameters === undefined ? null : (JSON.parse(postingParameters) as Record<string, unknown>),
  };
}
