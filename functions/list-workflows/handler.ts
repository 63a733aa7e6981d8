import { listHandler } from '../set-up/element-handlers.ts';
import { workflows } from '../set-up/workflows.ts';
import { listWorkflows } from './contract.ts';

export const handler = listHandler(listWorkflows, workflows);
