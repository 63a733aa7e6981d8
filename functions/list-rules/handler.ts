import { listHandler } from '../set-up/element-handlers.ts';
import { rules } from '../set-up/rules.ts';
import { listRules } from './contract.ts';

export const handler = listHandler(listRules, rules);
