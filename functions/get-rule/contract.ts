import { getContract } from '../set-up/element-contracts.ts';
import { rules } from '../set-up/rules.ts';

export const getRule = getContract('get-rule', rules);
