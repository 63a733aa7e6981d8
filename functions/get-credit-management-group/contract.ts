import { getContract } from '../set-up/element-contracts.ts';
import { creditManagementGroups } from '../set-up/credit-management-groups.ts';

export const getCreditManagementGroup = getContract('get-credit-management-group', creditManagementGroups);
