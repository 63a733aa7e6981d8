import { listContract } from '../set-up/element-contracts.ts';
import { rateTypes } from '../set-up/rate-types.ts';

export const listRateTypes = listContract('list-rate-types', rateTypes);
