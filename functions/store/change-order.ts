import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { businessDate } from '../../domain/civil-date.ts';
import type { CustomerId, OrderId, RequestId, Subject } from '../../domain/ids.ts';
import type { Moment } from '../../domain/credit-state.ts';
import { mostFollowed } from '../../domain/evaluated-again.ts';
import { Refusal, refuse } from '../../domain/refusal.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { businessInstant } from '../clock.ts';
import { withThreshold } from './ageing-threshold.ts';
import { groupPositionCodec } from './credit-group-item.ts';
import { withMissingRates } from './awaited-rates.ts';
import { readHoldPointers, withGroup, type StoredGroup } from './credit-groups.ts';
import {
  readFewOpenHolds,
  readOpenHolds,
  readPosition,
  readSnapshot,
  type Snapshot,
  type StoredHold,
} from './credit-state.ts';
import { positionCodec, type Position } from './customer-item.ts';
import { ratesUsed } from './group-state.ts';
import { decisionKey, type Key } from './keys.ts';
import { planned, type OrderChange } from './order-change.ts';
import { Outrun, patienceUntil, type Patience } from './patience.ts';
import { storedTogether } from './stored-together.ts';
import { table, tableName } from './table.ts';
import { transact, type Failure } from './transact.ts';
import { isTransient } from './transient.ts';

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

/** What a change is proposed from. `holds`: the customer's open ones, where the order is itself held or is about to be. */
export type Basis = Snapshot & { readonly holds: readonly StoredHold[] };
export type Known = Basis & { readonly moment: Moment };

export type Changed =
  | { readonly kind: 'unchanged'; readonly known: Known }
  | { readonly kind: 'changed'; readonly change: OrderChange; readonly known: Known }
  | { readonly kind: 'replayed'; readonly record: StoredRecord };

/** What an intent left when it was carried out. */
export type StoredRecord = Readonly<Record<string, unknown>>;

export type Propose = (known: Known) => OrderChange | 'nothing';
/** One that reads what a change of an order else does not need. */
type ProposeLater = (known: Known) => ReturnType<Propose> | Promise<ReturnType<Propose>>;

/**
 * The deciding transaction (docs/explanation/deciding-transaction.md): reads, lets the domain propose, writes on condition
 * that what was read still holds, and proposes again where it does not. The first read may be stale, since the write's
 * conditions would fail then: what writes nothing, a refusal or no change, is answered only after consistent reads, and a
 * refusal only after none has found that the request was carried out before.
 */
export async function changeOrder(intent: Intent, propose: ProposeLater): Promise<Changed> {
  const patience = patienceUntil(intent.deadlineMs);
  let isConsistent = false;
  let failed: Failed | undefined;
  for (;;) {
    const attempt = await proposed(intent, failed, isConsistent, propose);
    failed = undefined;
    if (attempt instanceof Refusal) {
      if (isConsistent) return replayOf(intent, attempt);
    } else if (attempt instanceof Error) {
      await patience.pause(attempt);
    } else if (attempt.change === 'nothing') {
      if (isConsistent) return { kind: 'unchanged', known: attempt.known };
    } else {
      const written = await write(intent, attempt.known, attempt.change, patience);
      if (written.kind !== 'failed') return written;
      failed = written;
    }
    isConsistent = true;
  }
}

type Failed = { readonly kind: 'failed'; readonly known: Known; readonly failures: readonly Failure[] };

async function write(intent: Intent, known: Known, change: OrderChange, patience: Patience): Promise<Changed | Failed> {
  const context = { entity: intent.entity, actor: intent.actor, now: known.moment.now, intent: intent.request };
  const parts = storedTogether([planned(context, known, change)]);
  const failures = await transact(parts, patience);
  if (failures.length === 0) return { kind: 'changed', change, known };
  const answered = failures.find(({ name }) => name === 'record')?.found;
  if (answered !== undefined) return { kind: 'replayed', record: sameRequest(intent, answered) };
  const why = `conditions failed: ${failures.map(({ name }) => name).join(', ')}`;
  await patience.pause(failures.some(({ isConflict }) => isConflict) ? new Error(why) : new Outrun(why));
  return { kind: 'failed', known, failures };
}

type Attempt = { readonly change: OrderChange | 'nothing'; readonly known: Known };

/** What would be changed, without changing it. */
export async function previewChange(intent: Intent, propose: ProposeLater): Promise<Attempt> {
  const patience = patienceUntil(intent.deadlineMs);
  for (;;) {
    const attempt = await proposed(intent, undefined, true, propose);
    if (attempt instanceof Refusal) throw attempt;
    if (!(attempt instanceof Error)) return attempt;
    await patience.pause(attempt);
  }
}

/** What is proposed, or why it is refused; any other error is one for now. */
async function proposed(
  intent: Intent,
  failed: Failed | undefined,
  isConsistent: boolean,
  propose: ProposeLater,
): Promise<Attempt | Refusal | Error> {
  try {
    const kept = failed && (await afterFailure(intent, failed));
    const basis = kept ?? (await readBasis(intent, isConsistent));
    if (basis instanceof Error) return basis;
    const now = businessInstant(intent.entity);
    const known = { ...basis, moment: { now, today: businessDate(now, basis.rulebook.timeZone) } };
    const change = await propose(known);
    if (!needsHolds(known, change)) return { change, known };
    const among = { ...known, ...(await readHolds(intent, known, isConsistent)) };
    return { change: await propose(among), known: among };
  } catch (error) {
    if (error instanceof Refusal || isTransient(error)) return error as Error;
    throw error;
  }
}

/**
 * What clears a new hold depends on those that compete with it (§5.4, §8.2); where there are none, or where nothing was decided, they
 * are not asked for.
 */
export function needsHolds({ credit, rulebook }: Known, change: OrderChange | 'nothing'): boolean {
  if (change === 'nothing' || change.hold?.kind !== 'placed' || change.decision === undefined) return false;
  const { position, group } = credit;
  const ofGroup = group === undefined ? [] : [group.position, ...group.position.apart];
  const areHeld = [position, ...ofGroup].some(({ sums }) => sums.toHeld !== sums.toOrders);
  return areHeld && rulebook.parameters.exposureBasis === 'balance-and-orders';
}

/** Where many compete, all of them are taken to: reading each for every new hold would make holding many cost their square. */
async function readHolds(
  { entity, customer }: Intent,
  { credit }: Known,
  isConsistent: boolean,
): Promise<Partial<Pick<Basis, 'credit' | 'holds'>>> {
  const creditGroup = credit.group?.group.creditGroup;
  const [holds, pointers] = await Promise.all([
    readFewOpenHolds(entity, customer, mostFollowed),
    creditGroup === undefined ? [] : readHoldPointers(creditGroup, mostFollowed + 1),
  ]);
  if (holds === undefined || pointers.length > mostFollowed) return {};
  return { holds, credit: await withGroup(entity, credit, isConsistent, true) };
}

async function readBasis({ entity, customer, order }: Intent, isConsistent: boolean): Promise<Basis | Error> {
  const read = await readSnapshot(entity, customer, order, isConsistent);
  const openHold = read.order?.order.openHold;
  const current = await withThreshold(entity, read.credit, read.rulebook.parameters.ignoreOverdueBelow);
  const whole = await withGroup(entity, current, isConsistent, openHold !== undefined);
  const credit = await withMissingRates(entity, whole);
  const snapshot = { ...read, credit };
  if (openHold === undefined) return { ...snapshot, holds: [] };
  const holds = await readOpenHolds(entity, customer);
  const isThere = holds.some(({ hold }) => hold.hold === openHold);
  return isThere ? { ...snapshot, holds } : new Error('a hold ended while it was read');
}

/**
 * What failed on exposure alone is decided again from the position that the failure returned, what failed on the audit chain
 * from the position as it is after the pause, since those who were at the chain have moved it on; anything else is read again.
 */
async function afterFailure({ entity, customer }: Intent, { known, failures }: Failed): Promise<Basis | undefined> {
  const isOfChain = failures.some(({ name }) => name === 'audit');
  const others = failures.filter(
    ({ name, found }) => name !== 'audit' && (found === undefined || (name !== 'position' && name !== 'group')),
  );
  const group = groupAfterFailure(known, failures.find(({ name }) => name === 'group')?.found);
  if (others.length > 0 || group === 'moved') return undefined;
  const { position: seen } = known.credit;
  const found = failures.find(({ name }) => name === 'position')?.found;
  const returned = found === undefined ? seen : positionCodec(found, 'position');
  const position = isOfChain ? await readPosition(entity, customer) : returned;
  if (!isSameBasis(known, position)) return undefined;
  // Others may have come and gone: of an order that is not held yet they are read again.
  const holds = known.order?.order.openHold === undefined ? [] : known.holds;
  return { ...known, holds, credit: { ...known.credit, position, group } };
}

/** Only sums, and what a decision made anew is conditional on, have moved; of a held order none of its customer's holds has. */
function isSameBasis({ credit: { position: seen }, rulebook, order }: Known, position: Position): boolean {
  return (
    position.policyVersion === seen.policyVersion &&
    position.creditGroup === seen.creditGroup &&
    position.seq === seen.seq &&
    position.unconverted === seen.unconverted &&
    position.rulebook <= rulebook.version &&
    (order?.order.openHold === undefined || position.audit.number === seen.audit.number)
  );
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
