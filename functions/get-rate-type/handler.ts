import { getHandler } from '../set-up/element-handlers.ts';
import { rateTypes } from '../set-up/rate-types.ts';
import { getRateType } from './contract.ts';

export const handler = getHandler(getRateType, rateTypes);
