import { putContract } from '../set-up/element-contracts.ts';
import { rules } from '../set-up/rules.ts';

export const putRule = putContract('put-rule', rules);
