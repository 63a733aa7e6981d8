import { putContract } from '../set-up/element-contracts.ts';
import { creditManagementGroups } from '../set-up/credit-management-groups.ts';

export const putCreditManagementGroup = putContract('put-credit-management-group', creditManagementGroups);
