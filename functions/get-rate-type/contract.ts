import { getContract } from '../set-up/element-contracts.ts';
import { rateTypes } from '../set-up/rate-types.ts';

export const getRateType = getContract('get-rate-type', rateTypes);
