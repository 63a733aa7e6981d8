import { limitsOf, type CustomerChange } from '../../domain/customer-set-up.ts';
import type { Customer } from '../../domain/customer.ts';
import type { CreditGroupId } from '../../domain/ids.ts';
import { noExposure } from '../../domain/position.ts';
import { nothingOpen } from '../../domain/receivables.ts';
import type { RulebookDocument } from '../../domain/rulebook.ts';
import { writeCustomer, writeLimits } from '../../domain/written-customer.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { carriedOn, sameClaim } from './account-marks.ts';
import { ageingItem } from './ageing-item.ts';
import { auditLink, emptyChain, type AuditHead } from './audit.ts';
import type { ChangeContext } from './change-rulebook.ts';
import { sumsOf } from './credit-group-item.ts';
import { creditGroupOf, type Position } from './customer-item.ts';
import { referenceItems } from './customer-references.ts';
import { listedAccount, type StoredAccount } from './customers.ts';
import { updateGroupPosition } from './group-update.ts';
import { accountKey, customerPartition, positionKey } from './keys.ts';
import { outboxItem, type OutboxEvent } from './outbox.ts';
import { updatePosition } from './position-update.ts';
import { tableName } from './table.ts';
import type { TransactItem } from './transact.ts';

/** The writes of a transaction, and the policy version that they lead to. */
export type CustomerItems = { readonly items: readonly TransactItem[]; readonly policyVersion: number };

const isNew = { ConditionExpression: 'attribute_not_exists(pk)' } as const;

/** A new customer: its account, a position with every attribute (a comparison with a missing one is false for ever), its ageing. */
export function creationItems(
  context: ChangeContext,
  change: CustomerChange,
  document: RulebookDocument,
): CustomerItems {
  const { entity } = context;
  const { after } = change;
  const link = linkOf(context, change, document, emptyChain);
  const policyVersion = 1;
  const stored = (event: OutboxEvent) => outboxItem(customerPartition(entity, after.customer), event);
  const Item = ageingItem(entity, after.customer, { ...nothingOpen, seq: 0 });
  const items: readonly TransactItem[] = [
    { Put: { TableName: tableName(), Item: accountItem(entity, after, policyVersion), ...isNew } },
    { Put: { TableName: tableName(), Item: newPosition(entity, after, policyVersion, link.head), ...isNew } },
    { Put: { TableName: tableName(), Item, ...isNew } },
    link.item,
    ...referenceItems(entity, undefined, after),
    ...eventsOf(context, change, document, policyVersion).map(stored),
  ];
  return { items, policyVersion };
}

/**
 * A change of the account, if nobody else changed it since it was read. It moves the policy version, so that no decision
 * made under the old account is stored after it, and `relief`, since any of its fields can clear a reason.
 */
export function changeItems(
  context: ChangeContext,
  change: CustomerChange,
  document: RulebookDocument,
  seen: SeenCustomer,
): CustomerItems {
  const { entity } = context;
  const { before, after, adjustment } = change;
  const link = linkOf(context, change, document, seen.position.audit);
  const policyVersion = seen.position.policyVersion + 1;
  // The journal that claimed the limits gives them back as it changes them.
  const claim = adjustment === undefined ? seen.marks.claim : undefined;
  const partition = customerPartition(entity, after.customer);
  const stored = (event: OutboxEvent) => outboxItem(partition, event);
  const items: readonly TransactItem[] = [
    replacedAccount(seen, { ...accountItem(entity, after, policyVersion), claim }),
    ...carriedOn(partition, seen.marks),
    updatePosition(entity, after.customer, seen.position, {
      moved: noExposure,
      guard: { kind: 'account' },
      audit: link.head,
      isRelief: true,
    }),
    ...groupItems(entity, seen.position, document),
    link.item,
    ...referenceItems(entity, before, after),
    ...eventsOf(context, change, document, policyVersion, creditGroupOf(seen.position)).map(stored),
  ];
  return { items, policyVersion };
}

/** A customer as a change of it read it. */
export type SeenCustomer = Pick<StoredAccount, 'policyVersion' | 'marks'> & { readonly position: Position };

/** The account in place of the one that was read. */
export function replacedAccount(
  { policyVersion, marks }: Omit<SeenCustomer, 'position'>,
  Item: object,
  ...others: readonly string[]
): TransactItem {
  const claim = sameClaim(marks);
  return {
    Put: {
      TableName: tableName(),
      Item: { ...Item },
      ConditionExpression: ['policyVersion = :seen', claim.condition, ...others].join(' AND '),
      ExpressionAttributeValues: { ':seen': policyVersion, ...claim.values },
    },
  };
}

/** Of a member: what lets its holds go, or keeps them from competing, concerns the holds of the other members too. */
function groupItems(
  entity: AuthorizedEntity,
  position: Position,
  { entity: { baseCurrency } }: RulebookDocument,
): readonly TransactItem[] {
  const group = creditGroupOf(position);
  if (group === undefined) return [];
  const own = sumsOf(entity, baseCurrency, position.groupCurrency);
  const relief = { moved: noExposure, sumsOf: own, guard: { kind: 'booking' }, isRelief: true } as const;
  return [updateGroupPosition(group, relief)];
}

export function accountItem(entity: AuthorizedEntity, customer: Customer, policyVersion: number) {
  const key = accountKey(entity, customer.customer);
  return { ...key, kind: 'account', ...customer, policyVersion, ...listedAccount(entity, customer) };
}

function newPosition(entity: AuthorizedEntity, { customer }: Customer, policyVersion: number, audit: AuditHead) {
  return {
    ...positionKey(entity, customer),
    kind: 'position',
    ...noExposure,
    creditGroup: '',
    groupCurrency: '',
    policyVersion,
    rulebook: 0,
    decidedOn: '0000-00-00',
    relief: 0,
    seq: 0,
    unconverted: 0,
    auditNumber: audit.number,
    auditHead: audit.hash,
  };
}

/** §17, in the customer's chain: of a journal, which changes limits alone, the limits. */
export function linkOf(
  { entity, who, reason, now }: ChangeContext,
  { before, after, adjustment }: CustomerChange,
  { entity: { baseCurrency } }: RulebookDocument,
  head: AuditHead,
) {
  const what = { kind: 'customer', id: after.customer } as const;
  const partition = customerPartition(entity, after.customer);
  const audited = (customer: Customer) => ({
    ...(adjustment === undefined ? writeCustomer(customer, baseCurrency) : limitsText(customer, baseCurrency)),
    creditLimitDate: customer.creditLimitDate,
  });
  const states = { before: before === undefined ? null : audited(before), after: audited(after) };
  return auditLink(partition, head, { who, when: now, what, reason: adjustment ?? reason, ...states });
}

/** What is to be sent and done because of a change. */
export function eventsOf(
  { entity, now }: ChangeContext,
  { before, after, isLimitChanged }: CustomerChange,
  document: RulebookDocument,
  policyVersion: number,
  creditGroup?: CreditGroupId,
): readonly OutboxEvent[] {
  const { baseCurrency } = document.entity;
  const base = { legalEntity: entity, customer: after.customer, occurredAt: now };
  const limits = { before: limitsText(before, baseCurrency), after: limitsText(after, baseCurrency) };
  const cause = `account:${policyVersion}`;
  const changed: OutboxEvent = {
    ...base,
    id: `limit-changed:${policyVersion}`,
    type: 'limit-changed',
    data: limits,
  };
  // §9.5: what was changed may let held orders go. Not named like an intent's, which is any text after `evaluate:`.
  const evaluate: OutboxEvent = {
    ...base,
    id: `evaluate-${cause}`,
    type: 'evaluate-customer',
    creditGroup,
    data: { cause },
  };
  return [...(isLimitChanged ? [changed] : []), ...(before === undefined ? [] : [evaluate])];
}

function limitsText(customer: Customer | undefined, baseCurrency: string) {
  const {
    creditLimitCurrency: currency = baseCurrency,
    creditLimitExpiryDate,
    unlimited,
    ...limits
  } = limitsOf(customer);
  return {
    currency,
    creditLimitExpiryDate: creditLimitExpiryDate ?? null,
    unlimited,
    ...writeLimits(limits, currency),
  };
}
