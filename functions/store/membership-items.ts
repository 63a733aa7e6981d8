import { randomUUID } from 'node:crypto';
import type { CreditGroup } from '../../domain/credit-group.ts';
import type { CreditGroupId, CustomerId } from '../../domain/ids.ts';
import { refuse } from '../../domain/refusal.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { auditLink } from './audit.ts';
import type { ChangeContext } from './change-rulebook.ts';
import { sumNames } from './credit-group-item.ts';
import type { GroupAccount } from './credit-groups.ts';
import type { StoredCredit } from './credit-state.ts';
import type { Position } from './customer-item.ts';
import { customerPartition, groupPartition, groupPositionKey, joined, positionKey } from './keys.ts';
import { sumsOfMember } from './member-sums.ts';
import { outboxItem } from './outbox.ts';
import { tableName } from './table.ts';
import type { TransactItem } from './transact.ts';

/** A transaction holds 100 writes; a change of membership makes up to ten beside those of the holds. */
const maximum = 80;

export function refuseTooManyHolds(holds: number): void {
  if (holds > maximum) throw refuse('too-many-holds-to-move', { maximum, holds });
}

export type Membership = {
  readonly account: GroupAccount;
  readonly credit: StoredCredit;
  /** Of the customer's legal entity. */
  readonly baseCurrency: string;
  readonly change: 'join' | 'leave';
};

/**
 * The customer's sums into the group's position, or out of it, exactly as they are at commit, so that nothing stays behind;
 * with the links in both audit chains, and what asks for the evaluation of the holds that it may let go (§9.5).
 */
export function membershipItems(context: ChangeContext, membership: Membership): readonly TransactItem[] {
  const { entity, who, reason, now } = context;
  const { account, credit, change } = membership;
  const { creditGroup } = account.group;
  const { customer } = credit.customer;
  const by = { who, when: now, reason };
  const member = { legalEntity: entity, customer };
  const isJoin = change === 'join';
  const ofGroup = auditLink(groupPartition(creditGroup), account.position.audit, {
    ...by,
    what: { kind: 'customer-credit-group-member', id: customer },
    before: isJoin ? null : member,
    after: isJoin ? member : null,
    // §1.3: who sees the group's chain may not see the members of every legal entity.
    salt: randomUUID(),
  });
  const ofCustomer = auditLink(customerPartition(entity, customer), credit.position.audit, {
    ...by,
    what: { kind: 'customer-credit-group-member', id: creditGroup },
    before: isJoin ? null : { creditGroup },
    after: isJoin ? { creditGroup } : null,
  });
  return [
    customerItem(entity, customer, credit.position, isJoin ? account.group : undefined, ofCustomer.head),
    groupItem(entity, membership, ofGroup.head),
    ofGroup.item,
    ofCustomer.item,
    ...evaluations(context, creditGroup, customer, ofCustomer.head.number),
  ];
}

type Head = ReturnType<typeof auditLink>['head'];

/** While none of its sums and none of its holds has moved since they were read. */
function customerItem(
  entity: AuthorizedEntity,
  customer: CustomerId,
  { sums, creditGroup, audit, unconverted }: Position,
  next: Pick<CreditGroup, 'creditGroup' | 'currency'> | undefined,
  head: Head,
): TransactItem {
  const values = Object.fromEntries(sumNames.map((sum) => [`:${sum}`, sums[sum]]));
  const conditions = [
    ...sumNames.map((sum) => `${sum} = :${sum}`),
    'unconverted = :unconverted',
    'creditGroup = :group',
    'auditNumber = :seen',
  ];
  return {
    Update: {
      TableName: tableName(),
      Key: positionKey(entity, customer),
      UpdateExpression:
        'SET creditGroup = :next, groupCurrency = :currency, auditNumber = :number, auditHead = :head ADD relief :one',
      ConditionExpression: conditions.join(' AND '),
      ExpressionAttributeValues: {
        ...values,
        ':unconverted': unconverted,
        ':group': creditGroup,
        ':next': next?.creditGroup ?? '',
        ':currency': next?.currency ?? '',
        ':seen': audit.number,
        ':number': head.number,
        ':head': head.hash,
        ':one': 1,
      },
    },
  };
}

function groupItem(entity: AuthorizedEntity, membership: Membership, head: Head): TransactItem {
  const { account, credit, change } = membership;
  const { creditGroup } = account.group;
  const { unconverted } = credit.position;
  const { sets, adds, removes, names, values } = sumsOfMember(entity, membership);
  const expression = [
    ['SET', 'auditNumber = :number', 'auditHead = :head', ...sets],
    ['ADD', ...adds, 'policyVersion :one', 'relief :one', 'members :member', 'unconverted :unconverted'],
    ['REMOVE', ...removes],
  ] as const;
  return {
    Update: {
      TableName: tableName(),
      Key: groupPositionKey(creditGroup),
      UpdateExpression: expression.map(clause).join(' '),
      ConditionExpression: 'auditNumber = :seen',
      ...(Object.keys(names).length > 0 ? { ExpressionAttributeNames: names } : {}),
      ExpressionAttributeValues: {
        ...values,
        ':seen': account.position.audit.number,
        ':number': head.number,
        ':head': head.hash,
        ':one': 1,
        ':member': change === 'join' ? 1 : -1,
        ':unconverted': change === 'join' ? unconverted : -unconverted,
      },
    },
  };
}

function clause([word, ...parts]: readonly [string, ...string[]]): string {
  return parts.length === 0 ? '' : `${word} ${parts.join(', ')}`;
}

function evaluations(
  { entity, now }: ChangeContext,
  creditGroup: CreditGroupId,
  customer: CustomerId,
  number: number,
): readonly TransactItem[] {
  const cause = joined('membership', entity, customer, String(number));
  const event = { id: `evaluate-${cause}`, data: { cause }, occurredAt: now };
  return [
    outboxItem(groupPartition(creditGroup), { ...event, type: 'evaluate-group', creditGroup }),
    outboxItem(customerPartition(entity, customer), {
      ...event,
      type: 'evaluate-customer',
      legalEntity: entity,
      customer,
    }),
  ];
}
