import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { businessDate } from '../../domain/civil-date.ts';
import type { CustomerId, OrderId, RequestId, Subject } from '../../domain/ids.ts';
import type { Moment } from '../../domain/credit-state.ts';
import { Refusal, refuse } from '../../domain/refusal.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { businessInstant } from '../clock.ts';
import { withThreshold } from './ageing-threshold.ts';
import { groupPositionCodec } from './credit-group-item.ts';
import { withMissingRates } from './missing-rates.ts';
import { withGroup, type StoredGroup } from './credit-groups.ts';
import { readOpenHolds, readSnapshot, type Snapshot, type StoredCredit, type StoredHold } from './credit-state.ts';
import { positionCodec } from './customer-item.ts';
import { ratesUsed } from './group-state.ts';
import { decisionKey, type Key } from './keys.ts';
import { writesOf, type OrderChange } from './order-change.ts';
import { patienceUntil, type Patience } from './patience.ts';
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

/** What a change is proposed from. `holds`: the customer's open ones where the order is itself held. */
export type Basis = Snapshot & { readonly holds: readonly StoredHold[] };
export type Known = Basis & { readonly moment: Moment };

export type Changed =
  | { readonly kind: 'unchanged'; readonly known: Known }
  | {
      readonly kind: 'changed';
      readonly change: OrderChange;
      readonly known: Known;
      /** What was read as the change left it, if nobody else has moved it since. */
      readonly credit: StoredCredit;
    }
  | { readonly kind: 'replayed'; readonly record: StoredRecord };

/** What an intent left when it was carried out. */
export type StoredRecord = Readonly<Record<string, unknown>>;

type Propose = (known: Known) => OrderChange | 'nothing';

/**
 * The deciding transaction (docs/explanation/deciding-transaction.md): reads, lets the domain propose, writes on condition
 * that what was read still holds, and proposes again where it does not. The first read may be stale, since the write's
 * conditions would fail then: what writes nothing, a refusal or no change, is answered only after consistent reads, and a
 * refusal only after none has found that the request was carried out before. `from` is what a consistent read found already.
 */
export async function changeOrder(intent: Intent, propose: Propose, from?: Basis): Promise<Changed> {
  const patience = patienceUntil(intent.deadlineMs);
  let isConsistent = from !== undefined;
  let basis = from;
  for (;;) {
    const attempt = await proposed(intent, basis, isConsistent, propose);
    basis = undefined;
    if (attempt === 'torn') {
      await patience.pause(new Error('a hold ended while it was read'));
    } else if (attempt instanceof Refusal) {
      if (isConsistent) return replayOf(intent, attempt);
    } else if (attempt.change === 'nothing') {
      if (isConsistent) return { kind: 'unchanged', known: attempt.known };
    } else {
      const written = await write(intent, attempt.known, attempt.change, patience);
      if (written.kind !== 'failed') return written;
      basis = afterFailure(attempt.known, written.failures);
    }
    isConsistent = true;
  }
}

type Failed = { readonly kind: 'failed'; readonly failures: readonly Failure[] };

async function write(intent: Intent, known: Known, change: OrderChange, patience: Patience): Promise<Changed | Failed> {
  const context = { entity: intent.entity, actor: intent.actor, now: known.moment.now, intent: intent.request };
  const { parts, credit } = writesOf(context, known, change);
  const failures = await transact(parts, patience);
  if (failures.length === 0) return { kind: 'changed', change, known, credit };
  const answered = failures.find(({ name }) => name === 'record')?.found;
  if (answered !== undefined) return { kind: 'replayed', record: sameRequest(intent, answered) };
  await patience.pause(new Error(`conditions failed: ${failures.map(({ name }) => name).join(', ')}`));
  return { kind: 'failed', failures };
}

type Attempt = { readonly change: OrderChange | 'nothing'; readonly known: Known };

/** What would be changed, without changing it. */
export async function previewChange(intent: Intent, propose: Propose): Promise<Attempt> {
  const patience = patienceUntil(intent.deadlineMs);
  for (;;) {
    const attempt = await proposed(intent, undefined, true, propose);
    if (attempt instanceof Refusal) throw attempt;
    if (attempt !== 'torn') return attempt;
    await patience.pause(new Error('a hold ended while it was read'));
  }
}

async function proposed(
  intent: Intent,
  kept: Basis | undefined,
  isConsistent: boolean,
  propose: Propose,
): Promise<Attempt | Refusal | 'torn'> {
  try {
    const basis = kept ?? (await readBasis(intent, isConsistent));
    if (basis === 'torn') return 'torn';
    const now = businessInstant(intent.entity);
    const known = { ...basis, moment: { now, today: businessDate(now, basis.rulebook.timeZone) } };
    return { change: propose(known), known };
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/** `torn`: the order names an open hold that had ended when the holds were read. */
async function readBasis({ entity, customer, order }: Intent, isConsistent: boolean): Promise<Basis | 'torn'> {
  const read = await readSnapshot(entity, customer, order, isConsistent);
  const openHold = read.order?.order.openHold;
  const current = await withThreshold(entity, read.credit, read.rulebook.parameters.ignoreOverdueBelow);
  const whole = await withGroup(entity, current, isConsistent, openHold !== undefined);
  const credit = await withMissingRates(entity, whole);
  const snapshot = { ...read, credit };
  if (openHold === undefined) return { ...snapshot, holds: [] };
  const holds = await readOpenHolds(entity, customer);
  return holds.some(({ hold }) => hold.hold === openHold) ? { ...snapshot, holds } : 'torn';
}

/**
 * What failed on exposure alone is decided again from the position that the failure returned; anything else is read again.
 */
function afterFailure(known: Known, failures: readonly Failure[]): Basis | undefined {
  const others = failures.filter(({ name, found }) => found === undefined || (name !== 'position' && name !== 'group'));
  const group = groupAfterFailure(known, failures.find(({ name }) => name === 'group')?.found);
  if (others.length > 0 || group === 'moved') return undefined;
  const { position: seen } = known.credit;
  const found = failures.find(({ name }) => name === 'position')?.found;
  const position = found === undefined ? seen : positionCodec(found, 'position');
  const isSameBasis =
    position.policyVersion === seen.policyVersion &&
    position.creditGroup === seen.creditGroup &&
    position.seq === seen.seq &&
    position.unconverted === seen.unconverted &&
    position.rulebook <= known.rulebook.version;
  if (!isSameBasis) return undefined;
  const { rulebook, order, holds } = known;
  return { rulebook, order, holds, credit: { ...known.credit, position, group } };
}

/**
 * The group as a failure returned it. `moved` where more than its sums may be another: its account or members, and what was
 * read of the other members beside it.
 */
function groupAfterFailure(
  { credit: { group }, order, rulebook }: Known,
  found: Failure['found'],
): StoredGroup | undefined | 'moved' {
  if (group === undefined || found === undefined) return group;
  if (group.group.considerMembersOverdue || order?.order.openHold !== undefined) return 'moved';
  const position = groupPositionCodec(found, 'group');
  const used = ratesUsed(group, rulebook);
  const isSame =
    position.policyVersion === group.position.policyVersion &&
    position.unconverted === group.position.unconverted &&
    position.apart.every(({ legalEntity, rates }) => rates <= (used.get(legalEntity) ?? rates));
  return isSame ? { ...group, position } : 'moved';
}

async function replayOf(intent: Intent, refusal: Refusal): Promise<Changed> {
  const Key = intent.record ?? decisionKey(intent.entity, intent.customer, intent.request);
  const { Item } = await table.send(new GetCommand({ TableName: tableName(), Key, ConsistentRead: true }));
  if (Item === undefined) throw refusal;
  return { kind: 'replayed', record: sameRequest(intent, Item) };
}

function sameRequest(intent: Intent, record: StoredRecord): StoredRecord {
  if (record['requestHash'] !== intent.requestHash) throw refuse('idempotency-key-reused', {});
  return record;
}
