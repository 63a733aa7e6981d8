import { putContract } from '../set-up/element-contracts.ts';
import { rateTypes } from '../set-up/rate-types.ts';

export const putRateType = putContract('put-rate-type', rateTypes);
