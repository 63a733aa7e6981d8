import { putHandler } from '../set-up/element-handlers.ts';
import { rateTypes } from '../set-up/rate-types.ts';
import { putRateType } from './contract.ts';

export const handler = putHandler(putRateType, rateTypes);
