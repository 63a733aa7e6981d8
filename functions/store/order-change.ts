import type { Evaluation } from '../../domain/evaluation.ts';
import type { HoldRuling } from '../../domain/evaluate-hold.ts';
import type { Hold } from '../../domain/hold.ts';
import type { Subject } from '../../domain/ids.ts';
import { rateAwaitedBy, shareOf, type Order } from '../../domain/order.ts';
import { difference, isNothing, isRelief, noExposure, plus, type ExposureSums } from '../../domain/position.ts';
import type { Rulebook } from '../../domain/compile-rulebook.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { auditLink, type AuditEntry } from './audit.ts';
import type { StoredGroup } from './credit-groups.ts';
import type { Snapshot, StoredCredit } from './credit-state.ts';
import { putDecision, type Decision } from './decision-item.ts';
import { pointerWrites } from './group-hold-pointer.ts';
import { updateGroupPosition, type GroupGuard } from './group-update.ts';
import { holdWrites } from './hold-item.ts';
import { customerPartition } from './keys.ts';
import { putOrder } from './order-item.ts';
import { outboxItem, type OutboxEvent } from './outbox.ts';
import { updatePosition, type Guard } from './position-update.ts';
import { tableName } from './table.ts';
import type { Part, TransactItem } from './transact.ts';
import { unconvertedBy, waitingItems, type Waiting } from './waiting-for-rate.ts';

/** One change of an order with all that belongs to it: stored whole or not at all. */
export type OrderChange = {
  readonly order: Order;
  readonly guard: Guard;
  readonly decision?: Decision | undefined;
  readonly hold?: HoldRuling | undefined;
  /** §17: where it is not the hold that changes. */
  readonly audited?: Omit<AuditEntry, 'who' | 'when'> | undefined;
  /** It can clear a reason although no sum falls. */
  readonly isRelief?: boolean | undefined;
  readonly events?: readonly OutboxEvent[] | undefined;
  /** Further writes of the same intent: a document's own item, an idempotency record. */
  readonly with?: readonly Part[] | undefined;
};

/** Who changes, when (ISO 8601 UTC, business time), and the id of the intent. */
export type ChangeContext = {
  readonly entity: AuthorizedEntity;
  readonly actor: Subject;
  readonly now: string;
  readonly intent: string;
};

/**
 * The transaction of a change: decision, order, position under its guard, and for a hold the hold and its audit link; with
 * the credit that it leaves.
 */
export function writesOf(
  { entity, actor, now, intent }: ChangeContext,
  { credit, order: seen, rulebook }: Snapshot,
  change: OrderChange,
): { readonly parts: readonly Part[]; readonly credit: StoredCredit } {
  const { order, hold, decision } = change;
  const moved = difference(shareOf(order), seen === undefined ? noExposure : shareOf(seen.order));
  const audited = change.audited ?? (hold === undefined || hold.kind === 'unchanged' ? undefined : auditedRuling(hold));
  const partition = customerPartition(entity, order.customer);
  const link = audited && auditLink(partition, credit.position.audit, { who: actor, when: now, ...audited });
  const isRelieving = change.isRelief === true || isRelief(moved);
  const waiting: Waiting = {
    name: { kind: 'order', id: [order.order] },
    before: seen && rateAwaitedBy(seen.order),
    after: rateAwaitedBy(order),
  };
  const unconverted = unconvertedBy(waiting);
  const isMoved = !isNothing(moved) || isRelieving || unconverted !== 0;
  const needsPosition = change.guard.kind === 'pass' || isMoved || link !== undefined;
  const position = updatePosition(entity, order.customer, credit.position, {
    moved,
    guard: change.guard,
    audit: link?.head,
    unconverted,
    isRelief: isRelieving,
  });
  const evaluation = isRelieving && decision === undefined ? [evaluationOf(entity, order, now, intent)] : [];
  const events = [...(change.events ?? []), ...evaluation];
  const parts = [
    ...named('record', decision && putDecision(entity, decision, isRelieving, tableName())),
    ...named('order', putOrder(entity, order, seen, tableName())),
    ...named('position', needsPosition ? position : undefined),
    ...groupParts({ entity, credit, rulebook, change, moved, isRelieving, unconverted }),
    ...waitingItems(entity, order.customer, waiting, rulebook.version).map((item) => ({ name: 'waiting', item })),
    ...(hold === undefined || hold.kind === 'unchanged'
      ? []
      : holdWrites(entity, hold.hold, previousOf(hold), tableName())
    ).map((item) => ({ name: 'hold', item })),
    ...named('audit', link?.item),
    ...events.map((event) => ({ name: 'event', item: outboxItem(partition, event) })),
    ...(change.with ?? []),
  ];
  const { sums, audit, relief } = credit.position;
  const after = {
    sums: plus(sums, moved),
    audit: link?.head ?? audit,
    relief: relief + (isRelieving ? 1 : 0),
    unconverted: credit.position.unconverted + unconverted,
  };
  const group = groupAfter(credit.group, moved, isRelieving, unconverted);
  return { parts, credit: { ...credit, group, position: { ...credit.position, ...after } } };
}

type GroupMove = {
  readonly entity: AuthorizedEntity;
  readonly credit: StoredCredit;
  readonly rulebook: Rulebook;
  readonly change: OrderChange;
  readonly moved: ExposureSums;
  readonly isRelieving: boolean;
  readonly unconverted: number;
};

/** Of a member: its group's position moves by as much, under a guard of its own, with the pointer to its hold. */
function groupParts({ entity, credit, rulebook, change, moved, isRelieving, unconverted }: GroupMove): readonly Part[] {
  const { group } = credit;
  if (group === undefined) return [];
  const { creditGroup } = group.group;
  const { guard, hold } = change;
  const isDecided = guard.kind === 'pass' || (guard.kind === 'hold' && hold !== undefined);
  const isMoved = isDecided || !isNothing(moved) || isRelieving || unconverted !== 0;
  const shared = {
    moved,
    currency: rulebook.currency,
    guard: groupGuardOf(guard, group, rulebook),
    unconverted,
    isRelief: isRelieving,
  };
  return [
    ...named('group', isMoved ? updateGroupPosition(creditGroup, shared) : undefined),
    ...pointerWrites(creditGroup, entity, hold).map((item) => ({ name: 'pointer', item })),
  ];
}

function groupGuardOf(guard: Guard, { position: seen }: StoredGroup, { timeZone }: Rulebook): GroupGuard {
  if (guard.kind === 'pass') return { kind: 'pass', seen, today: guard.today, timeZone, bound: guard.groupBound };
  return guard.kind === 'hold' ? { kind: 'hold', seen } : { kind: 'booking' };
}

function groupAfter(
  group: StoredGroup | undefined,
  moved: ExposureSums,
  isRelieving: boolean,
  unconverted: number,
): StoredGroup | undefined {
  if (group === undefined) return undefined;
  const { position } = group;
  const after = {
    sums: plus(position.sums, moved),
    relief: position.relief + (isRelieving ? 1 : 0),
    unconverted: position.unconverted + unconverted,
  };
  return { ...group, position: { ...position, ...after } };
}

function named(name: string, item: TransactItem | undefined): readonly Part[] {
  return item === undefined ? [] : [{ name, item }];
}

function previousOf(hold: HoldRuling): Hold | undefined {
  return hold.kind === 'changed' || hold.kind === 'ended' ? hold.previous : undefined;
}

/** §17: the change of a hold, in its customer's chain. */
function auditedRuling(ruling: HoldRuling): Omit<AuditEntry, 'who' | 'when'> {
  const previous = previousOf(ruling);
  // It may be long, and is the news of few changes.
  const noteOf = (hold: Hold) => (previous?.note === ruling.hold.note ? {} : { note: hold.note });
  return {
    what: { kind: 'hold', id: ruling.hold.hold },
    reason: ruling.hold.end?.reason ?? undefined,
    before: previous === undefined ? null : { ...auditedHold(previous), ...noteOf(previous) },
    after: { ...auditedHold(ruling.hold), ...noteOf(ruling.hold) },
  };
}

function auditedHold(hold: Hold) {
  const { state, amount, shortfall, reviewDate, owner, end } = hold;
  const reasons = hold.reasons.filter(({ isActive }) => isActive).map(({ code }) => code);
  return { state, reasons, amount, shortfall, reviewDate, owner, end };
}

/** §9.5: what was freed may let other orders of the customer go. A decision says so itself, which costs no write. */
function evaluationOf(entity: AuthorizedEntity, order: Order, occurredAt: string, intent: string): OutboxEvent {
  return {
    id: `evaluate:${intent}`,
    type: 'evaluate-customer',
    legalEntity: entity,
    customer: order.customer,
    data: { cause: intent },
    occurredAt,
  };
}

export function passGuard(
  today: Extract<Guard, { kind: 'pass' }>['today'],
  rulebook: number,
  evaluation: Evaluation | undefined,
): Guard {
  return { kind: 'pass', today, rulebook, bound: evaluation?.guard, groupBound: evaluation?.groupGuard };
}
