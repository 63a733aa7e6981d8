import type { Evaluation } from '../../domain/evaluation.ts';
import type { HoldRuling } from '../../domain/evaluate-hold.ts';
import type { Hold } from '../../domain/hold.ts';
import type { Subject } from '../../domain/ids.ts';
import { shareOf, type Order } from '../../domain/order.ts';
import { difference, isNothing, isRelief, noExposure, plus } from '../../domain/position.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { auditLink, type AuditEntry } from './audit.ts';
import type { StoredCredit } from './credit-state.ts';
import type { Position } from './customer-item.ts';
import { putDecision, type Decision } from './decision-item.ts';
import { holdWrites } from './hold-item.ts';
import { customerPartition } from './keys.ts';
import { putOrder, type StoredOrder } from './order-item.ts';
import { outboxItem, type OutboxEvent } from './outbox.ts';
import { updatePosition, type Guard } from './position-update.ts';
import { tableName } from './table.ts';
import type { Part, TransactItem } from './transact.ts';

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
 * the position that it leaves.
 */
export function writesOf(
  { entity, actor, now, intent }: ChangeContext,
  credit: StoredCredit,
  seen: StoredOrder | undefined,
  change: OrderChange,
): { readonly parts: readonly Part[]; readonly position: Position } {
  const { order, hold, decision } = change;
  const moved = difference(shareOf(order), seen === undefined ? noExposure : shareOf(seen.order));
  const audited = change.audited ?? (hold === undefined || hold.kind === 'unchanged' ? undefined : auditedRuling(hold));
  const partition = customerPartition(entity, order.customer);
  const link = audited && auditLink(partition, credit.position.audit, { who: actor, when: now, ...audited });
  const isRelieving = change.isRelief === true || isRelief(moved);
  const needsPosition = change.guard.kind === 'pass' || !isNothing(moved) || link !== undefined || isRelieving;
  const position = updatePosition(entity, order.customer, credit.position, {
    moved,
    guard: change.guard,
    audit: link?.head,
    isRelief: isRelieving,
  });
  const evaluation = isRelieving && decision === undefined ? [evaluationOf(entity, order, now, intent)] : [];
  const events = [...(change.events ?? []), ...evaluation];
  const parts = [
    ...named('record', decision && putDecision(entity, decision, isRelieving, tableName())),
    ...named('order', putOrder(entity, order, seen, tableName())),
    ...named('position', needsPosition ? position : undefined),
    ...(hold === undefined || hold.kind === 'unchanged'
      ? []
      : holdWrites(entity, hold.hold, previousOf(hold), tableName())
    ).map((item) => ({ name: 'hold', item })),
    ...named('audit', link?.item),
    ...events.map((event) => ({ name: 'event', item: outboxItem(partition, event) })),
    ...(change.with ?? []),
  ];
  const { sums, audit, relief } = credit.position;
  const after = { sums: plus(sums, moved), audit: link?.head ?? audit, relief: relief + (isRelieving ? 1 : 0) };
  return { parts, position: { ...credit.position, ...after } };
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
  return {
    what: { kind: 'hold', id: ruling.hold.hold },
    reason: ruling.hold.end?.reason ?? undefined,
    before: previous === undefined ? null : auditedHold(previous),
    after: auditedHold(ruling.hold),
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
  return { kind: 'pass', today, rulebook, bound: evaluation?.guard };
}
