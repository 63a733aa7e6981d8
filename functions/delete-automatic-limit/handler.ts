import { deleteHandler } from '../set-up/element-handlers.ts';
import { automaticLimits } from '../set-up/automatic-limits.ts';
import { deleteAutomaticLimit } from './contract.ts';

export const handler = deleteHandler(deleteAutomaticLimit, automaticLimits);
