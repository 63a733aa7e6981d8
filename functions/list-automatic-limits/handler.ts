import { listHandler } from '../set-up/element-handlers.ts';
import { automaticLimits } from '../set-up/automatic-limits.ts';
import { listAutomaticLimits } from './contract.ts';

export const handler = listHandler(listAutomaticLimits, automaticLimits);
