import { deleteContract } from '../set-up/element-contracts.ts';
import { workflows } from '../set-up/workflows.ts';

export const deleteWorkflow = deleteContract('delete-workflow', workflows);
