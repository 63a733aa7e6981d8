import { putHandler } from '../set-up/element-handlers.ts';
import { rules } from '../set-up/rules.ts';
import { putRule } from './contract.ts';

export const handler = putHandler(putRule, rules);
