import { getContract } from '../set-up/element-contracts.ts';
import { automaticLimits } from '../set-up/automatic-limits.ts';

export const getAutomaticLimit = getContract('get-automatic-limit', automaticLimits);
