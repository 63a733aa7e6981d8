import { getHandler } from '../set-up/element-handlers.ts';
import { accountStatuses } from '../set-up/account-statuses.ts';
import { getAccountStatus } from './contract.ts';

export const handler = getHandler(getAccountStatus, accountStatuses);
