import { http } from '../http.ts';
import { changeContext } from '../set-up/change-context.ts';
import { leaveCreditGroup } from '../store/leave-credit-group.ts';
import { deleteCustomerCreditGroupMember } from './contract.ts';

/** §4.4 */
export const handler = http(deleteCustomerCreditGroupMember, async ({ params, query }, context) => {
  await leaveCreditGroup(changeContext(context, query), params.group, params.customer);
  return { body: null };
});
