import { putContract } from '../set-up/element-contracts.ts';
import { accountStatuses } from '../set-up/account-statuses.ts';

export const putAccountStatus = putContract('put-account-status', accountStatuses);
