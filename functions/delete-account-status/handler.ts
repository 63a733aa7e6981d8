import { deleteHandler } from '../set-up/element-handlers.ts';
import { accountStatuses } from '../set-up/account-statuses.ts';
import { deleteAccountStatus } from './contract.ts';

export const handler = deleteHandler(deleteAccountStatus, accountStatuses);
