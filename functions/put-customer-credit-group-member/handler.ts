import { authorizedEntities, manageGroups } from '../access.ts';
import { http } from '../http.ts';
import { changeContext } from '../set-up/change-context.ts';
import { joinCreditGroup } from '../store/join-credit-group.ts';
import { entitiesWithFreeAccount } from '../store/visible-credit-groups.ts';
import { putCustomerCreditGroupMember } from './contract.ts';

/** §4.4 */
export const handler = http(putCustomerCreditGroupMember, async ({ params, query }, context) => {
  const { group, legalEntity, customer } = params;
  const entities = authorizedEntities(manageGroups, context.actor);
  const viewer = { entities, subject: context.actor.subject };
  const isCreated = await joinCreditGroup(changeContext(context, query), group, customer, viewer);
  const others = entities.filter((entity) => entity !== context.entity);
  const sameAccountIn = await entitiesWithFreeAccount(others, customer);
  return { body: { creditGroup: group, legalEntity, customer, sameAccountIn }, isCreated };
});
