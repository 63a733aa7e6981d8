import { putHandler } from '../set-up/element-handlers.ts';
import { accountStatuses } from '../set-up/account-statuses.ts';
import { putAccountStatus } from './contract.ts';

export const handler = putHandler(putAccountStatus, accountStatuses);
