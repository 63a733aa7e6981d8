import { deleteContract } from '../set-up/element-contracts.ts';
import { reasons } from '../set-up/reasons.ts';

export const deleteReason = deleteContract('delete-reason', reasons);
