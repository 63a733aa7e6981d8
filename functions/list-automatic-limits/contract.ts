import { listContract } from '../set-up/element-contracts.ts';
import { automaticLimits } from '../set-up/automatic-limits.ts';

export const listAutomaticLimits = listContract('list-automatic-limits', automaticLimits);
