import { largestSize } from '../../domain/credit-group.ts';
import type { CreditGroupId, CustomerId } from '../../domain/ids.ts';
import { refuse } from '../../domain/refusal.ts';
import type { AuthorizedEntity } from '../actor.ts';
import type { ChangeContext } from './change-rulebook.ts';
import { sumsOf } from './credit-group-item.ts';
import type { GroupAccount } from './credit-groups.ts';
import { readCredit, readOpenHolds } from './credit-state.ts';
import { pointTo } from './group-hold-pointer.ts';
import { emptyGroupKey, memberKey, presenceKey } from './keys.ts';
import { membershipItems, refuseTooManyHolds } from './membership-items.ts';
import { retrying, writeUnlessOutrun } from './retrying.ts';
import { currentRulebook } from './rulebook.ts';
import { tableName } from './table.ts';
import type { TransactItem } from './transact.ts';
import { findVisibleGroup, groupLists, type GroupViewer } from './visible-credit-groups.ts';

/** §4.4: adds a customer to a group that the viewer may see; false where it is a member already. */
export async function joinCreditGroup(
  context: ChangeContext,
  group: CreditGroupId,
  customer: CustomerId,
  viewer: GroupViewer,
): Promise<boolean> {
  const { entity, deadlineMs } = context;
  return retrying(deadlineMs, async (patience) => {
    const [found, credit, rulebook] = await Promise.all([
      findVisibleGroup(group, viewer),
      readCredit(entity, customer, true),
      currentRulebook(entity),
    ]);
    if (found === undefined || found === 'hidden') throw refuse('not-found', { kind: 'credit-group' });
    const { creditGroup } = credit.position;
    if (creditGroup === group) return false;
    if (creditGroup !== '') throw refuse('in-another-credit-group', { creditGroup });
    const account = found.stored;
    const { baseCurrency } = rulebook.entity;
    refuseTooManyApart(account, entity, baseCurrency);
    const maximum = largestSize(account.group);
    if (account.position.members >= maximum) throw refuse('credit-group-full', { maximum });
    // Read after the position: one that is placed or ended in between moves the audit chain that the write is conditional on.
    const holds = await readOpenHolds(entity, customer);
    refuseTooManyHolds(holds.length);
    const items = [
      ...membershipItems(context, { account, credit, baseCurrency, change: 'join' }),
      ...memberItems(group, entity, customer),
      ...holds.map(({ hold }) => pointTo(group, entity, hold)),
    ];
    await writeUnlessOutrun(items, patience);
    return true;
  });
}

/** Each needs its own rates read with every decision. */
const mostApart = 20;

function refuseTooManyApart({ group, position }: GroupAccount, entity: AuthorizedEntity, baseCurrency: string): void {
  const of = sumsOf(entity, baseCurrency, group.currency);
  const isNew = of !== 'group' && position.apart.every(({ legalEntity }) => legalEntity !== of);
  if (isNew && position.apart.length >= mostApart) throw refuse('too-many-entities-apart', { maximum: mostApart });
}

/** The member, that its legal entity has one more, and that the group is not empty. */
function memberItems(group: CreditGroupId, entity: AuthorizedEntity, customer: CustomerId): readonly TransactItem[] {
  const member = { ...memberKey(group, entity, customer), kind: 'credit-group-member', legalEntity: entity, customer };
  return [
    { Put: { TableName: tableName(), Item: member, ConditionExpression: 'attribute_not_exists(pk)' } },
    {
      Update: {
        TableName: tableName(),
        Key: presenceKey(group, entity),
        UpdateExpression: 'SET kind = :kind, listKey = :listKey, listSort = :group ADD members :one',
        ExpressionAttributeValues: {
          ':kind': 'credit-group-presence',
          ':listKey': groupLists.ofEntity(entity),
          ':group': group,
          ':one': 1,
        },
      },
    },
    { Delete: { TableName: tableName(), Key: emptyGroupKey(group) } },
  ];
}
