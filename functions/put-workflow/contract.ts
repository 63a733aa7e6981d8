import { putContract } from '../set-up/element-contracts.ts';
import { workflows } from '../set-up/workflows.ts';

export const putWorkflow = putContract('put-workflow', workflows);
