import { listHandler } from '../set-up/element-handlers.ts';
import { rateTypes } from '../set-up/rate-types.ts';
import { listRateTypes } from './contract.ts';

export const handler = listHandler(listRateTypes, rateTypes);
