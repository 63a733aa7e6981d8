import { getHandler } from '../set-up/element-handlers.ts';
import { rules } from '../set-up/rules.ts';
import { getRule } from './contract.ts';

export const handler = getHandler(getRule, rules);
