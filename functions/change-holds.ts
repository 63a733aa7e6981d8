import type * as z from 'zod/mini';
import type { Hold } from '../domain/hold.ts';
import type { HoldId, LegalEntityId } from '../domain/ids.ts';
import { Refusal, refuse } from '../domain/refusal.ts';
import type { ReleaseAuthority } from '../domain/release-authority.ts';
import type { RulebookDocument } from '../domain/rulebook.ts';
import { authorizedEntities, access } from './access.ts';
import type { Actor, AuthorizedEntity, Grant } from './actor.ts';
import { minorUnits } from './base-currency.ts';
import { changedHold } from './changed-hold.ts';
import type { holdResults } from './chosen-holds.ts';
import { holdOnWire } from './hold-wire.ts';
import { holdNotKnown, howItEnded } from './how-it-ended.ts';
import { ownRequestId } from './own-request-id.ts';
import { problemOf } from './problem.ts';
import type { Intent, Known } from './store/change-order.ts';
import { readOrder, type StoredHold } from './store/credit-state.ts';
import { contentHash } from './store/hash.ts';
import { orderOfHold } from './store/holds.ts';
import { requestKey } from './store/keys.ts';
import type { OrderChange } from './store/order-change.ts';
import { requestRecord } from './store/request-record.ts';
import { currentRulebook } from './store/rulebook.ts';

type Chosen = { readonly legalEntity: LegalEntityId; readonly hold: HoldId };
type Body = { readonly holds: readonly Chosen[]; readonly dryRun: boolean };
type Request<B extends Body> = { readonly body: B; readonly idempotencyKey: string };
type Context = { readonly actor: Actor; readonly deadlineMs: number };
type Result = z.input<typeof holdResults>['results'][number];

/** What the change of one hold is proposed from. */
export type HoldSetting<B extends Body = Body> = {
  readonly entity: AuthorizedEntity;
  readonly actor: Actor;
  readonly chosen: B['holds'][number];
  readonly known: Known;
  readonly reasons: RulebookDocument['reasons'];
  readonly workflows: RulebookDocument['workflows'];
  /** §1.4, of the actor. */
  readonly authority: ReleaseAuthority;
};

/** What becomes of a hold, and whatever else of its intent; the record of it is added. */
export type ChangedHold = Omit<OrderChange, 'guard' | 'with'> & { readonly hold: { readonly hold: Hold } };

export type HoldChange<B extends Body> = {
  readonly operation: 'release-holds' | 'reject-holds' | 'withdraw-releases';
  /** Asked of every hold first, whether it is open or not. */
  readonly check?: (setting: HoldSetting<B>) => void;
  readonly propose: (own: StoredHold, setting: HoldSetting<B>) => ChangedHold | Promise<ChangedHold>;
  /** How a hold that has ended is refused. */
  readonly whenEnded?: 'release-not-withdrawable';
};

/** §8.5–8.7: each hold is an intent of its own, with a record of its own (key + hold): many succeed or are refused alone. */
export async function changeHolds<B extends Body>(
  request: Request<B>,
  context: Context,
  change: HoldChange<B>,
): Promise<Result[]> {
  const entities = authorizedEntities(access[change.operation], context.actor);
  const results: Result[] = [];
  for (const chosen of request.body.holds) {
    const entity = entities.find((authorized) => authorized === chosen.legalEntity);
    results.push(await resultFor(request, context, change, chosen, entity));
  }
  return results;
}

async function resultFor<B extends Body>(
  request: Request<B>,
  context: Context,
  change: HoldChange<B>,
  chosen: B['holds'][number],
  entity: AuthorizedEntity | undefined,
): Promise<Result> {
  try {
    if (entity === undefined) throw refuse('not-found', { kind: 'hold' });
    const { hold, isReplay, currency } = await changed(request, context, change, chosen, entity);
    const outcome = hold.state === 'awaiting-approval' ? 'awaiting-approval' : 'done';
    return { outcome, isReplay, hold: holdOnWire(hold, entity, currency) };
  } catch (error) {
    const problem = problemOf(error);
    // One that is refused, or for which there is too much contention, does not undo the others.
    if (problem.status === 500) throw error;
    return { outcome: 'refused', legalEntity: chosen.legalEntity, hold: chosen.hold, problem };
  }
}

type Changed = { readonly hold: Hold; readonly isReplay: boolean; readonly currency: string };

async function changed<B extends Body>(
  { body, idempotencyKey }: Request<B>,
  { actor, deadlineMs }: Context,
  { operation, check, propose, whenEnded }: HoldChange<B>,
  chosen: B['holds'][number],
  entity: AuthorizedEntity,
): Promise<Changed> {
  const order = orderOfHold(chosen.hold);
  const stored = await readOrder(entity, order, true);
  if (stored === undefined) throw refuse('not-found', { kind: 'hold' });
  const { entity: setUp, reasons, workflows } = await currentRulebook(entity);
  const authority = authorityOf(actor.grants.get(entity), setUp.baseCurrency);
  const record = requestKey(entity, operation, `${idempotencyKey}#${chosen.hold}`);
  const { holds: _holds, ...shared } = body;
  const intent: Intent = {
    entity,
    customer: stored.order.customer,
    order,
    actor: actor.subject,
    // The key tells one intent from the next: a hold can be released and that be withdrawn, and again.
    request: ownRequestId(operation, chosen.hold, idempotencyKey),
    record,
    requestHash: contentHash({ ...shared, chosen }),
    deadlineMs,
  };
  const proposeWithRecord = async (known: Known): Promise<OrderChange> => {
    const setting = { entity, actor, chosen, known, reasons, workflows, authority };
    check?.(setting);
    const own = known.holds.find(({ hold }) => hold.hold === chosen.hold);
    if (own === undefined) throw refuse('hold-not-open', holdNotKnown);
    const change = await propose(own, setting);
    const kept = { name: 'record', item: requestRecord(record, intent.requestHash, change.hold.hold) };
    return { ...change, guard: { kind: 'booking' }, with: [kept] };
  };
  try {
    return { ...(await changedHold(intent, proposeWithRecord, body.dryRun)), currency: setUp.baseCurrency };
  } catch (error) {
    if (error instanceof Refusal && error.code === 'hold-not-open')
      throw await howItEnded(entity, chosen.hold, whenEnded);
    throw error;
  }
}

/** §1.4 */
function authorityOf(grant: Grant | undefined, currency: string): ReleaseAuthority {
  if (grant?.releaseAuthority !== undefined) return minorUnits(grant.releaseAuthority, currency);
  return grant?.roles.includes('credit-manager') === true ? 'any' : 'none';
}
