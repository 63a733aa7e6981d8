import { getHandler } from '../set-up/element-handlers.ts';
import { creditManagementGroups } from '../set-up/credit-management-groups.ts';
import { getCreditManagementGroup } from './contract.ts';

export const handler = getHandler(getCreditManagementGroup, creditManagementGroups);
