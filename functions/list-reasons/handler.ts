import { listHandler } from '../set-up/element-handlers.ts';
import { reasons } from '../set-up/reasons.ts';
import { listReasons } from './contract.ts';

export const handler = listHandler(listReasons, reasons);
