import { deleteContract } from '../set-up/element-contracts.ts';
import { automaticLimits } from '../set-up/automatic-limits.ts';

export const deleteAutomaticLimit = deleteContract('delete-automatic-limit', automaticLimits);
