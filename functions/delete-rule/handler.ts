import { deleteHandler } from '../set-up/element-handlers.ts';
import { rules } from '../set-up/rules.ts';
import { deleteRule } from './contract.ts';

export const handler = deleteHandler(deleteRule, rules);
