import { listContract } from '../set-up/element-contracts.ts';
import { creditManagementGroups } from '../set-up/credit-management-groups.ts';

export const listCreditManagementGroups = listContract('list-credit-management-groups', creditManagementGroups);
