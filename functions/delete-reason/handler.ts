import { deleteHandler } from '../set-up/element-handlers.ts';
import { reasons } from '../set-up/reasons.ts';
import { deleteReason } from './contract.ts';

export const handler = deleteHandler(deleteReason, reasons);
