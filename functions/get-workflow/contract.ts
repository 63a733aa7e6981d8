import { getContract } from '../set-up/element-contracts.ts';
import { workflows } from '../set-up/workflows.ts';

export const getWorkflow = getContract('get-workflow', workflows);
