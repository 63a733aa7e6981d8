import { deleteContract } from '../set-up/element-contracts.ts';
import { rules } from '../set-up/rules.ts';

export const deleteRule = deleteContract('delete-rule', rules);
