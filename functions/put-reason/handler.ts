import { putHandler } from '../set-up/element-handlers.ts';
import { reasons } from '../set-up/reasons.ts';
import { putReason } from './contract.ts';

export const handler = putHandler(putReason, reasons);
