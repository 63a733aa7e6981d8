import { approvalEndOf, type ApprovalEnd } from '../../domain/approval-end.ts';
import { awaitedMore, type AwaitedRate } from '../../domain/awaited-rates.ts';
import type { Evaluation } from '../../domain/evaluation.ts';
import type { HoldRuling } from '../../domain/evaluate-hold.ts';
import type { Hold } from '../../domain/hold.ts';
import { formatAmount } from '../../domain/money.ts';
import type { CreditGroupId, Subject } from '../../domain/ids.ts';
import { awaitedByOrder, rateAwaitedBy, shareOf, type Order } from '../../domain/order.ts';
import { difference, isRelief, noExposure, type ExposureSums } from '../../domain/position.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { auditLink, type AuditEntry, type AuditHead } from './audit.ts';
import type { Snapshot } from './credit-state.ts';
import { endApproval } from './end-approval.ts';
import { putDecision, type Decision } from './decision-item.ts';
import { pointerWrites } from './group-hold-pointer.ts';
import { holdWrites } from './hold-item.ts';
import { customerPartition } from './keys.ts';
import { putOrder } from './order-item.ts';
import { outboxItem, type OutboxEvent } from './outbox.ts';
import type { Guard } from './position-update.ts';
import { tableName } from './table.ts';
import type { Part, TransactItem } from './transact.ts';
import { waitingItems, type Waiting } from './waiting-for-rate.ts';

/** One change of an order with all that belongs to it: stored whole or not at all. */
export type OrderChange = {
  readonly order: Order;
  readonly guard: Guard;
  readonly decision?: Decision | undefined;
  readonly hold?: HoldRuling | undefined;
  /** §17: where it is not the hold that changes. */
  readonly audited?: Omit<AuditEntry, 'who' | 'when'> | undefined;
  /** What a person said of a change of the hold that the hold itself does not keep. */
  readonly remark?: string | undefined;
  /** §17: the reason given for a change of a hold that does not end it. */
  readonly because?: string | undefined;
  /** Of an approval request (§11); where the hold refers to it no more and nothing is said here, it ends. */
  readonly approval?: ApprovalChange | undefined;
  /** It can clear a reason although no sum falls. */
  readonly isRelief?: boolean | undefined;
  readonly events?: readonly OutboxEvent[] | undefined;
  /** Further writes of the same intent: a document's own item, an idempotency record. */
  readonly with?: readonly Part[] | undefined;
};

export type ApprovalChange = Pick<ApprovalEnd, 'request'> & {
  readonly parts: readonly Part[];
  readonly audited: Pick<AuditEntry, 'reason' | 'before' | 'after'>;
};

/** Who changes, when (ISO 8601 UTC, business time), and the id of the intent. */
export type ChangeContext = {
  readonly entity: AuthorizedEntity;
  readonly actor: Subject;
  readonly now: string;
  readonly intent: string;
};

/** A change with what it writes alone, and what it moves of what it shares with others. */
export type PlannedChange = {
  readonly entity: AuthorizedEntity;
  readonly known: Snapshot;
  readonly change: OrderChange;
  readonly parts: readonly Part[];
  readonly moved: ExposureSums;
  /** By how much more rates are awaited. */
  readonly awaited: readonly AwaitedRate[];
  /** Of the customer's audit chain, where it adds a link. */
  readonly head: AuditHead | undefined;
  /** It can free credit or clear a reason. */
  readonly isRelieving: boolean;
};

/** The writes of a change beside the positions: decision, order, and for a hold the hold, its audit link and its pointer. */
export function planned(
  { entity, actor, now, intent }: ChangeContext,
  known: Snapshot,
  change: OrderChange,
): PlannedChange {
  const { credit, order: seen } = known;
  const { order, hold, decision } = change;
  const moved = difference(shareOf(order), seen === undefined ? noExposure : shareOf(seen.order));
  const partition = customerPartition(entity, order.customer);
  const end = hold && approvalEndOf(previousOf(hold), hold.hold);
  const approvalEnd = end?.request === change.approval?.request ? undefined : end;
  const links = linksOf(partition, credit.position.audit, { who: actor, when: now }, [
    change.audited ?? auditedRuling(change, known.rulebook.currency),
    change.approval && { what: { kind: 'approval-request', id: change.approval.request }, ...change.approval.audited },
    approvalEnd && auditedEnd(approvalEnd, hold && previousOf(hold)),
  ]);
  const waiting: Waiting = {
    name: { kind: 'order', id: [order.order] },
    before: seen && rateAwaitedBy(seen.order),
    after: rateAwaitedBy(order),
  };
  const awaited = awaitedMore(awaitedByOrder(order), seen === undefined ? [] : awaitedByOrder(seen.order));
  // §5.3: while one of its documents lacks a rate, no other order of the customer or its group can be evaluated.
  const isRelieving = change.isRelief === true || isRelief(moved) || awaited.some(({ documents }) => documents < 0);
  const creditGroup = credit.group?.group.creditGroup;
  const asksItself = isRelieving && decision === undefined;
  const evaluation = asksItself ? [evaluationOf(entity, order, creditGroup, now, intent)] : [];
  const events = [...(change.events ?? []), ...evaluation];
  const parts = [
    ...named('record', decision && putDecision(entity, decision, isRelieving ? (creditGroup ?? '') : undefined)),
    ...named('order', putOrder(entity, order, seen, tableName())),
    ...waitingItems(entity, order.customer, waiting, known.rulebook.version).map((item) => ({ name: 'waiting', item })),
    ...(hold === undefined || hold.kind === 'unchanged'
      ? []
      : holdWrites(entity, hold.hold, previousOf(hold), tableName())
    ).map((item) => ({ name: 'hold', item })),
    ...links.parts,
    ...(creditGroup === undefined ? [] : pointerWrites(creditGroup, entity, hold)).map((item) => ({
      name: 'pointer',
      item,
    })),
    ...(change.approval?.parts ?? []),
    ...named('approval', approvalEnd && endApproval(entity, approvalEnd, actor, now)),
    ...events.map((event) => ({ name: 'event', item: outboxItem(partition, event) })),
    ...(change.with ?? []),
  ];
  return { entity, known, change, parts, moved, awaited, head: links.head, isRelieving };
}

function named(name: string, item: TransactItem | undefined): readonly Part[] {
  return item === undefined ? [] : [{ name, item }];
}

function previousOf(hold: HoldRuling): Hold | undefined {
  return hold.kind === 'changed' || hold.kind === 'ended' ? hold.previous : undefined;
}

type Audited = Omit<AuditEntry, 'who' | 'when'>;

/** One after the other; whoever is at the chain in the same moment takes the place of the first. */
function linksOf(
  partition: string,
  seen: AuditHead,
  by: Pick<AuditEntry, 'who' | 'when'>,
  audited: readonly (Audited | undefined)[],
): { readonly parts: readonly Part[]; readonly head: AuditHead | undefined } {
  const parts: Part[] = [];
  let head: AuditHead | undefined;
  for (const entry of audited) {
    if (entry === undefined) continue;
    const link = auditLink(partition, head ?? seen, { ...by, ...entry });
    parts.push({ name: 'audit', item: link.item, ...(head === undefined ? { isLink: true } : {}) });
    head = link.head;
  }
  return { parts, head };
}

/** §17, §11: a request that ends with what it is about. */
function auditedEnd({ request, ...end }: ApprovalEnd, before: Hold | undefined): Audited {
  const isApproved = before?.approval?.isGranted === true;
  return { what: { kind: 'approval-request', id: request }, before: { isApproved }, after: end };
}

/** §17: the change of a hold, in its customer's chain. */
function auditedRuling({ hold: ruling, because, remark }: OrderChange, currency: string): Audited | undefined {
  if (ruling === undefined || ruling.kind === 'unchanged') return undefined;
  const previous = previousOf(ruling);
  const begun = previous?.releasing === undefined ? ruling.hold.releasing : undefined;
  // It may be long, and is the news of few changes.
  const noteOf = (hold: Hold) => (previous?.note === ruling.hold.note ? {} : { note: hold.note });
  return {
    what: { kind: 'hold', id: ruling.hold.hold },
    reason: (ruling.hold.end ?? begun)?.reason ?? because,
    before: previous === undefined ? null : { ...auditedHold(previous, currency), ...noteOf(previous) },
    after: { ...auditedHold(ruling.hold, currency), ...noteOf(ruling.hold), remark },
  };
}

function auditedHold(hold: Hold, baseCurrency: string) {
  const { state, currency = baseCurrency, reviewDate, owner, end } = hold;
  const reasons = hold.reasons.filter(({ isActive }) => isActive).map(({ code }) => code);
  const amount = formatAmount(hold.amount, currency);
  const shortfall = hold.shortfall === undefined ? undefined : formatAmount(hold.shortfall, baseCurrency);
  const ofShortfall = currency === baseCurrency ? {} : { baseCurrency };
  const approval = hold.approval && withoutAmount(hold.approval);
  const releasing = hold.releasing && withoutTerms(hold.releasing);
  return { state, reasons, amount, currency, shortfall, ...ofShortfall, reviewDate, owner, approval, releasing, end };
}

function withoutAmount({ request, for: subject, withPosting, orderVersion, isGranted }: NonNullable<Hold['approval']>) {
  return { request, for: subject, withPosting, orderVersion, isGranted };
}

function withoutTerms({ by, at, reason, note, until, reviewDate, from }: NonNullable<Hold['releasing']>) {
  return { by, at, reason, note, until, reviewDate, from };
}

/** §9.5: what was freed may let other orders of the customer go. A decision says so itself, which costs no write. */
function evaluationOf(
  entity: AuthorizedEntity,
  order: Order,
  creditGroup: CreditGroupId | undefined,
  occurredAt: string,
  intent: string,
): OutboxEvent {
  return {
    id: `evaluate:${intent}`,
    type: 'evaluate-customer',
    legalEntity: entity,
    customer: order.customer,
    creditGroup,
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
