import { listHandler } from '../set-up/element-handlers.ts';
import { creditManagementGroups } from '../set-up/credit-management-groups.ts';
import { listCreditManagementGroups } from './contract.ts';

export const handler = listHandler(listCreditManagementGroups, creditManagementGroups);
