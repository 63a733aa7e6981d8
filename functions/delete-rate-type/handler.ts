import { deleteHandler } from '../set-up/element-handlers.ts';
import { rateTypes } from '../set-up/rate-types.ts';
import { deleteRateType } from './contract.ts';

export const handler = deleteHandler(deleteRateType, rateTypes);
