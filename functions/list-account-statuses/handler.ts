import { listHandler } from '../set-up/element-handlers.ts';
import { accountStatuses } from '../set-up/account-statuses.ts';
import { listAccountStatuses } from './contract.ts';

export const handler = listHandler(listAccountStatuses, accountStatuses);
