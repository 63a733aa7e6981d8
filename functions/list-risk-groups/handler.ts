import { listHandler } from '../set-up/element-handlers.ts';
import { riskGroups } from '../set-up/risk-groups.ts';
import { listRiskGroups } from './contract.ts';

export const handler = listHandler(listRiskGroups, riskGroups);
