import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { businessDate } from '../../domain/civil-date.ts';
import type { CustomerId, OrderId, RequestId, Subject } from '../../domain/ids.ts';
import type { Moment } from '../../domain/credit-state.ts';
import { Refusal, refuse } from '../../domain/refusal.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { businessInstant } from '../clock.ts';
import { readOpenHolds, readSnapshot, type Snapshot, type StoredHold } from './credit-state.ts';
import { positionCodec } from './customer-item.ts';
import { decisionKey, type Key } from './keys.ts';
import { partsOf, type OrderChange } from './order-change.ts';
import { patienceUntil } from './patience.ts';
import { table, tableName } from './table.ts';
import { transact, type Failure } from './transact.ts';

/** One intent about one order. */
export type Intent = {
  readonly entity: AuthorizedEntity;
  readonly customer: CustomerId;
  readonly order: OrderId;
  readonly actor: Subject;
  /** Names the intent. */
  readonly request: RequestId;
  /** Where its idempotency record is: the decision of this request, unless it makes none. */
  readonly record?: Key | undefined;
  readonly requestHash: string;
  /** Epoch, ms. */
  readonly deadlineMs: number;
};

/** What is known when a change is proposed. `holds`: the customer's open ones where the order is itself held. */
export type Known = Snapshot & { readonly holds: readonly StoredHold[]; readonly moment: Moment };

export type Changed =
  | { readonly kind: 'unchanged'; readonly known: Known }
  | { readonly kind: 'changed'; readonly change: OrderChange; readonly known: Known }
  | { readonly kind: 'replayed'; readonly record: StoredRecord };

/** What an intent left when it was carried out. */
export type StoredRecord = Readonly<Record<string, unknown>>;

/**
 * The deciding transaction (architecture.md §3): reads, lets the domain propose, writes on condition that what was read
 * still holds, and proposes again where it does not. The first read may be stale: a refusal is given only after consistent
 * reads, and after none has found that the request was answered before.
 */
export async function changeOrder(
  intent: Intent,
  propose: (known: Known) => OrderChange | 'nothing',
): Promise<Changed> {
  const patience = patienceUntil(intent.deadlineMs);
  let isConsistent = false;
  let snapshot: Snapshot | undefined;
  for (;;) {
    const attempt = await proposed(intent, snapshot, isConsistent, propose);
    if (attempt instanceof Refusal) {
      const earlier = await earlierRecord(intent);
      if (earlier !== undefined) return { kind: 'replayed', record: earlier };
      if (isConsistent) throw attempt;
      isConsistent = true;
      snapshot = undefined;
      continue;
    }
    const { change, known } = attempt;
    if (change === 'nothing') return { kind: 'unchanged', known };
    const context = { entity: intent.entity, actor: intent.actor, now: known.moment.now, intent: intent.request };
    const failures = await transact(partsOf(context, known.credit, known.order, change), patience);
    if (failures.length === 0) return { kind: 'changed', change, known };
    const answered = failures.find(({ name }) => name === 'record')?.found;
    if (answered !== undefined) return { kind: 'replayed', record: sameRequest(intent, answered) };
    await patience.pause(new Error(`conditions failed: ${failures.map(({ name }) => name).join(', ')}`));
    isConsistent = true;
    snapshot = afterFailure(known, failures);
  }
}

type Attempt = { readonly change: OrderChange | 'nothing'; readonly known: Known };

/** What would be changed, without changing it. */
export async function previewChange(
  intent: Intent,
  propose: (known: Known) => OrderChange | 'nothing',
): Promise<Attempt> {
  const attempt = await proposed(intent, undefined, true, propose);
  if (attempt instanceof Refusal) throw attempt;
  return attempt;
}

async function proposed(
  intent: Intent,
  kept: Snapshot | undefined,
  isConsistent: boolean,
  propose: (known: Known) => OrderChange | 'nothing',
): Promise<Attempt | Refusal> {
  const { entity, customer, order } = intent;
  try {
    const snapshot = kept ?? (await readSnapshot(entity, customer, order, isConsistent));
    const holds = snapshot.order?.order.openHold === undefined ? [] : await readOpenHolds(entity, customer);
    const now = businessInstant(entity);
    const known = { ...snapshot, holds, moment: { now, today: businessDate(now, snapshot.rulebook.timeZone) } };
    return { change: propose(known), known };
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/**
 * What failed on exposure alone is decided again from the position that the failure returned; anything else is read again.
 */
function afterFailure(known: Known, failures: readonly Failure[]): Snapshot | undefined {
  const [failure, ...others] = failures;
  if (failure?.name !== 'position' || failure.found === undefined || others.length > 0) return undefined;
  const { position: seen } = known.credit;
  const position = positionCodec(failure.found, 'position');
  const isSameBasis =
    position.policyVersion === seen.policyVersion &&
    position.creditGroup === seen.creditGroup &&
    position.seq === seen.seq &&
    position.rulebook <= known.rulebook.version;
  if (!isSameBasis) return undefined;
  return { rulebook: known.rulebook, order: known.order, credit: { ...known.credit, position } };
}

async function earlierRecord(intent: Intent): Promise<StoredRecord | undefined> {
  const Key = intent.record ?? decisionKey(intent.entity, intent.customer, intent.request);
  const { Item } = await table.send(new GetCommand({ TableName: tableName(), Key, ConsistentRead: true }));
  return Item === undefined ? undefined : sameRequest(intent, Item);
}

function sameRequest(intent: Intent, record: StoredRecord): StoredRecord {
  if (record['requestHash'] !== intent.requestHash) throw refuse('idempotency-key-reused', {});
  return record;
}
