import { putHandler } from '../set-up/element-handlers.ts';
import { creditManagementGroups } from '../set-up/credit-management-groups.ts';
import { putCreditManagementGroup } from './contract.ts';

export const handler = putHandler(putCreditManagementGroup, creditManagementGroups);
