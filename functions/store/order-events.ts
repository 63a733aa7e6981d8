import type { Hold } from '../../domain/hold.ts';
import { formatAmount } from '../../domain/money.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { joined } from './keys.ts';
import type { OutboxNews } from './outbox.ts';

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

/** §8.3, §15.2: its owner, review date or note are others; what the note says is for those who may see the hold. */
export function holdEdited(
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
