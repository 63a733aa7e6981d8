import { getHandler } from '../set-up/element-handlers.ts';
import { automaticLimits } from '../set-up/automatic-limits.ts';
import { getAutomaticLimit } from './contract.ts';

export const handler = getHandler(getAutomaticLimit, automaticLimits);
