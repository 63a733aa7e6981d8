import { deleteHandler } from '../set-up/element-handlers.ts';
import { workflows } from '../set-up/workflows.ts';
import { deleteWorkflow } from './contract.ts';

export const handler = deleteHandler(deleteWorkflow, workflows);
