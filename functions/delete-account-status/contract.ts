import { deleteContract } from '../set-up/element-contracts.ts';
import { accountStatuses } from '../set-up/account-statuses.ts';

export const deleteAccountStatus = deleteContract('delete-account-status', accountStatuses);
