import { putHandler } from '../set-up/element-handlers.ts';
import { automaticLimits } from '../set-up/automatic-limits.ts';
import { putAutomaticLimit } from './contract.ts';

export const handler = putHandler(putAutomaticLimit, automaticLimits);
