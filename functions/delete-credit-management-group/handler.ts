import { deleteHandler } from '../set-up/element-handlers.ts';
import { creditManagementGroups } from '../set-up/credit-management-groups.ts';
import { deleteCreditManagementGroup } from './contract.ts';

export const handler = deleteHandler(deleteCreditManagementGroup, creditManagementGroups);
