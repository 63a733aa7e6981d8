import { deleteContract } from '../set-up/element-contracts.ts';
import { creditManagementGroups } from '../set-up/credit-management-groups.ts';

export const deleteCreditManagementGroup = deleteContract('delete-credit-management-group', creditManagementGroups);
