import { getContract } from '../set-up/element-contracts.ts';
import { accountStatuses } from '../set-up/account-statuses.ts';

export const getAccountStatus = getContract('get-account-status', accountStatuses);
