import { putContract } from '../set-up/element-contracts.ts';
import { automaticLimits } from '../set-up/automatic-limits.ts';

export const putAutomaticLimit = putContract('put-automatic-limit', automaticLimits);
