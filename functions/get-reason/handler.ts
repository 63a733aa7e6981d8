import { getHandler } from '../set-up/element-handlers.ts';
import { reasons } from '../set-up/reasons.ts';
import { getReason } from './contract.ts';

export const handler = getHandler(getReason, reasons);
