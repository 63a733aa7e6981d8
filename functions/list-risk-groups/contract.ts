import { listContract } from '../set-up/element-contracts.ts';
import { riskGroups } from '../set-up/risk-groups.ts';

export const listRiskGroups = listContract('list-risk-groups', riskGroups);
