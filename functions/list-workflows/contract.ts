import { listContract } from '../set-up/element-contracts.ts';
import { workflows } from '../set-up/workflows.ts';

export const listWorkflows = listContract('list-workflows', workflows);
