import type { CreditGroupId, CustomerId } from '../../domain/ids.ts';
import { refuse } from '../../domain/refusal.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { emptyGroupItem } from './change-credit-group.ts';
import type { ChangeContext } from './change-rulebook.ts';
import { findGroup, readMembers, type GroupAccount } from './credit-groups.ts';
import { readCredit, readOpenHolds } from './credit-state.ts';
import { dropPointer } from './group-hold-pointer.ts';
import { memberKey, presenceKey } from './keys.ts';
import { membershipItems, refuseTooManyHolds } from './membership-items.ts';
import { retrying, writeUnlessOutrun } from './retrying.ts';
import { currentRulebook } from './rulebook.ts';
import { tableName } from './table.ts';
import type { TransactItem } from './transact.ts';

/** §4.4: takes a customer out of its group, with all that it owes. */
export async function leaveCreditGroup(
  context: ChangeContext,
  group: CreditGroupId,
  customer: CustomerId,
): Promise<void> {
  const { entity, deadlineMs } = context;
  await retrying(deadlineMs, async (patience) => {
    const [account, credit, rulebook] = await Promise.all([
      findGroup(group, true),
      readCredit(entity, customer, true),
      currentRulebook(entity),
    ]);
    if (account === undefined || credit.position.creditGroup !== group) {
      throw refuse('not-found', { kind: 'credit-group-member' });
    }
    // After the group's position, whose audit chain every change of membership moves.
    const [holds, members] = await Promise.all([readOpenHolds(entity, customer), readMembers(group, entity)]);
    refuseTooManyHolds(holds.length);
    const items = [
      ...membershipItems(context, { account, credit, baseCurrency: rulebook.entity.baseCurrency, change: 'leave' }),
      ...memberItems(account, entity, customer, members.length === 1),
      ...holds.map(({ hold }) => dropPointer(group, entity, hold)),
    ];
    await writeUnlessOutrun(items, patience);
  });
}

function memberItems(
  { group: { creditGroup }, createdBy, position }: GroupAccount,
  entity: AuthorizedEntity,
  customer: CustomerId,
  isLastOfEntity: boolean,
): readonly TransactItem[] {
  const key = { TableName: tableName(), Key: presenceKey(creditGroup, entity) };
  const oneLess = { UpdateExpression: 'ADD members :less', ExpressionAttributeValues: { ':less': -1 } };
  return [
    { Delete: { TableName: tableName(), Key: memberKey(creditGroup, entity, customer) } },
    isLastOfEntity ? { Delete: key } : { Update: { ...key, ...oneLess } },
    ...(position.members === 1 ? [emptyGroupItem(creditGroup, createdBy)] : []),
  ];
}
