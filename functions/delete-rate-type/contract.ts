import { deleteContract } from '../set-up/element-contracts.ts';
import { rateTypes } from '../set-up/rate-types.ts';

export const deleteRateType = deleteContract('delete-rate-type', rateTypes);
