import { listContract } from '../set-up/element-contracts.ts';
import { rules } from '../set-up/rules.ts';

export const listRules = listContract('list-rules', rules);
