import { getHandler } from '../set-up/element-handlers.ts';
import { workflows } from '../set-up/workflows.ts';
import { getWorkflow } from './contract.ts';

export const handler = getHandler(getWorkflow, workflows);
