import { groupWithLimits, withLimits, type HeldLimits } from '../../domain/held-limits.ts';
import type { CivilDate } from '../../domain/civil-date.ts';
import { hasSameLimits, type CustomerChange } from '../../domain/customer-set-up.ts';
import type { AdjustmentId } from '../../domain/ids.ts';
import { noExposure } from '../../domain/position.ts';
import type { RulebookDocument } from '../../domain/rulebook.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { carriedLink } from './audit.ts';
import type { ChangeContext } from './change-rulebook.ts';
import { groupAccountItem, groupLinkOf, nextGroupAccount, replacedGroup } from './credit-group-change-items.ts';
import { groupEvents, isLimitChanged } from './credit-group-limit-change.ts';
import { accountItem, eventsOf, linkOf, replacedAccount } from './customer-change-items.ts';
import { creditGroupOf } from './customer-item.ts';
import { customerPartition, groupPartition } from './keys.ts';
import { accountOf, type StoredHolder } from './limit-holders.ts';
import type { OutboxEvent } from './outbox.ts';
import { updatePosition } from './position-update.ts';
import { tableName } from './table.ts';
import type { TransactItem } from './transact.ts';

export type PostingContext = ChangeContext & {
  readonly adjustment: AdjustmentId;
  readonly document: RulebookDocument;
  readonly today: CivilDate;
};

/** What a posting writes and has sent for one holder. */
export type PostedHolder = { readonly items: readonly TransactItem[]; readonly events: readonly OutboxEvent[] };

/**
 * New limits in two writes, so that forty lines fit one transaction: the account carries the link of its audit chain until
 * it is replaced, and the events go into an item that the journal's holders share (docs/adr/0021).
 */
export function postedHolder(context: PostingContext, holder: StoredHolder, after: HeldLimits): PostedHolder {
  const posted =
    holder.kind === 'customer' ? postedCustomer(context, holder.seen, after) : postedGroup(context, holder.seen, after);
  return posted ?? unchanged(context.entity, holder);
}

type Seen<Kind extends StoredHolder['kind']> = Extract<StoredHolder, { readonly kind: Kind }>['seen'];

function postedCustomer(context: PostingContext, seen: Seen<'customer'>, limits: HeldLimits): PostedHolder | undefined {
  const { entity, adjustment, document, today } = context;
  const before = seen.customer;
  const { customer } = before;
  const after = withLimits(before, limits, today);
  if (hasSameLimits(before, after)) return undefined;
  const change: CustomerChange = { before, after, isLimitChanged: true, adjustment };
  const { link, head } = linkOf(context, change, document, seen.position.audit);
  const carried = carriedLink(customerPartition(entity, customer), link);
  const policyVersion = seen.position.policyVersion + 1;
  const items = [
    replacedAccount(seen, { ...accountItem(entity, after, policyVersion), link: carried }, carriesNone),
    updatePosition(entity, customer, seen.position, {
      moved: noExposure,
      guard: { kind: 'account' },
      audit: head,
      isRelief: true,
    }),
  ];
  const events = eventsOf(context, change, document, policyVersion, creditGroupOf(seen.position));
  return { items, events: events.map(alwaysEvaluated) };
}

function postedGroup(
  context: PostingContext,
  seen: Seen<'credit-group'>,
  limits: HeldLimits,
): PostedHolder | undefined {
  const { who, now, adjustment: reason } = context;
  const before = seen.group;
  const { creditGroup } = before;
  const after = groupWithLimits(before, limits);
  if (!isLimitChanged(before, after)) return undefined;
  const partition = groupPartition(creditGroup);
  const { link, head } = groupLinkOf({ who, reason, now }, seen, after);
  const stored = nextGroupAccount(after, seen);
  const Item = { ...groupAccountItem(stored), link: carriedLink(partition, link) };
  return {
    items: replacedGroup(Item, stored, seen, head, carriesNone),
    events: groupEvents(before, after, stored.version, now),
  };
}

/** Of the account that is replaced: else the link that it carries would be lost. */
const carriesNone = 'attribute_not_exists(link)';

/**
 * Its holds are those of its credit group to evaluate; there is no room to move the group's `relief`, by which an evaluation
 * would know that it has not seen this (docs/adr/0014).
 */
function alwaysEvaluated(event: OutboxEvent): OutboxEvent {
  if (event.type !== 'evaluate-customer' || event.creditGroup === undefined) return event;
  return { ...event, data: { ...event.data, because: 'change' } };
}

/** What stays as it is must still be so when the others change. */
function unchanged(entity: AuthorizedEntity, holder: StoredHolder): PostedHolder {
  const { key, isSeen, values } = accountOf(entity, holder);
  const check = { TableName: tableName(), Key: key, ConditionExpression: isSeen, ExpressionAttributeValues: values };
  return { items: [{ ConditionCheck: check }], events: [] };
}
