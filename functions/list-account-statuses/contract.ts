import { listContract } from '../set-up/element-contracts.ts';
import { accountStatuses } from '../set-up/account-statuses.ts';

export const listAccountStatuses = listContract('list-account-statuses', accountStatuses);
