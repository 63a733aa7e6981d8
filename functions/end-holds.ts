import type * as z from 'zod/mini';
import type { Hold, HoldEnd } from '../domain/hold.ts';
import type { Order } from '../domain/order.ts';
import { Refusal, refuse } from '../domain/refusal.ts';
import { assertAuthority, type ReleaseAuthority } from '../domain/release-authority.ts';
import { authorizedEntities, access } from './access.ts';
import { ownRequestId } from './own-request-id.ts';
import type { Actor, AuthorizedEntity, Grant } from './actor.ts';
import { minorUnits } from './base-currency.ts';
import { changedHold } from './changed-hold.ts';
import { checkReason } from './check-reason.ts';
import { holdNotKnown, howItEnded } from './how-it-ended.ts';
import { holdOnWire } from './hold-wire.ts';
import type { holdEnding, holdEndingResults } from './hold-ending.ts';
import { problemOf } from './problem.ts';
import type { Intent, Known } from './store/change-order.ts';
import { readOrder } from './store/credit-state.ts';
import { contentHash } from './store/hash.ts';
import { orderOfHold } from './store/holds.ts';
import { requestKey } from './store/keys.ts';
import type { OrderChange } from './store/order-change.ts';
import type { OutboxEvent } from './store/outbox.ts';
import { requestRecord } from './store/request-record.ts';
import { currentRulebook } from './store/rulebook.ts';

/** How a hold ends, and what says so. */
export type Ending = {
  readonly end: (held: HeldOrder, end: HoldEnd, known: Known) => HeldOrder;
  readonly event: (entity: AuthorizedEntity, hold: Hold, sequence: number, at: string, currency: string) => OutboxEvent;
};
type HeldOrder = { readonly hold: Hold; readonly order: Order };

type Asked = z.output<typeof holdEnding>;
type Request = { readonly body: Asked; readonly idempotencyKey: string };
type Context = { readonly actor: Actor; readonly deadlineMs: number; readonly withPosting: boolean };
type Result = z.input<typeof holdEndingResults>['results'][number];
type Operation = 'release-holds' | 'reject-holds';

/** §8.5, §8.6: each hold is an intent of its own, with a record of its own (key + hold): many succeed or are refused alone. */
export async function endHolds(
  operation: Operation,
  request: Request,
  context: Context,
  ending: Ending,
): Promise<Result[]> {
  const entities = authorizedEntities(access[operation], context.actor);
  const results: Result[] = [];
  for (const chosen of request.body.holds) {
    const entity = entities.find((authorized) => authorized === chosen.legalEntity);
    results.push(await endOne(operation, request, context, ending, chosen, entity));
  }
  return results;
}

type Chosen = Asked['holds'][number];

async function endOne(
  operation: Operation,
  request: Request,
  context: Context,
  ending: Ending,
  chosen: Chosen,
  entity: AuthorizedEntity | undefined,
): Promise<Result> {
  try {
    if (entity === undefined) throw refuse('not-found', { kind: 'hold' });
    const { hold, isReplay, currency } = await ended(operation, request, context, ending, chosen, entity);
    return { outcome: 'done', isReplay, hold: holdOnWire(hold, entity, currency) };
  } catch (error) {
    const problem = problemOf(error);
    // One that is refused, or for which there is too much contention, does not undo the others.
    if (problem.status === 500) throw error;
    return { outcome: 'refused', legalEntity: chosen.legalEntity, hold: chosen.hold, problem };
  }
}

type Ended = { readonly hold: Hold; readonly isReplay: boolean; readonly currency: string };

async function ended(
  operation: Operation,
  { body, idempotencyKey }: Request,
  context: Context,
  ending: Ending,
  chosen: Chosen,
  entity: AuthorizedEntity,
): Promise<Ended> {
  const order = orderOfHold(chosen.hold);
  const stored = await readOrder(entity, order, true);
  if (stored === undefined) throw refuse('not-found', { kind: 'hold' });
  const { entity: setUp, reasons } = await currentRulebook(entity);
  const authority = authorityOf(context.actor.grants.get(entity), setUp.baseCurrency);
  const record = requestKey(entity, operation, `${idempotencyKey}#${chosen.hold}`);
  const { holds: _holds, ...shared } = body;
  const intent: Intent = {
    entity,
    customer: stored.order.customer,
    order,
    actor: context.actor.subject,
    request: ownRequestId(operation, chosen.hold),
    record,
    requestHash: contentHash({ ...shared, chosen, withPosting: context.withPosting }),
    deadlineMs: context.deadlineMs,
  };
  const propose = (known: Known): OrderChange => {
    checkReason(reasons, body.reason, 'release');
    const own = known.holds.find(({ hold }) => hold.hold === chosen.hold);
    if (own === undefined) throw refuse('hold-not-open', holdNotKnown);
    assertAuthority(authority, own.order, setUp.baseCurrency);
    return endingChange(own, { body, chosen, context, ending, intent, known, record });
  };
  try {
    return { ...(await changedHold(intent, propose, body.dryRun)), currency: setUp.baseCurrency };
  } catch (error) {
    if (error instanceof Refusal && error.code === 'hold-not-open') throw await howItEnded(entity, chosen.hold);
    throw error;
  }
}

type Parts = {
  readonly body: Asked;
  readonly chosen: Chosen;
  readonly context: Context;
  readonly ending: Ending;
  readonly intent: Intent;
  readonly known: Known;
  readonly record: ReturnType<typeof requestKey>;
};

function endingChange(own: HeldOrder, { body, chosen, context, ending, intent, known, record }: Parts): OrderChange {
  const { moment, rulebook, order: seen } = known;
  const end: HoldEnd = {
    by: context.actor.subject,
    at: moment.now,
    reason: body.reason,
    note: body.note,
    withPosting: context.withPosting,
  };
  const over = ending.end(own, end, known);
  const hold = { ...over.hold, reviewDate: chosen.reviewDate ?? over.hold.reviewDate };
  return {
    order: over.order,
    guard: { kind: 'booking' },
    hold: { kind: 'ended', hold, previous: own.hold },
    events: [ending.event(intent.entity, hold, (seen?.seq ?? 0) + 1, moment.now, rulebook.currency)],
    with: [{ name: 'record', item: requestRecord(record, intent.requestHash, hold) }],
  };
}

/** §1.4 */
function authorityOf(grant: Grant | undefined, currency: string): ReleaseAuthority {
  if (grant?.releaseAuthority !== undefined) return minorUnits(grant.releaseAuthority, currency);
  return grant?.roles.includes('credit-manager') === true ? 'any' : 'none';
}
