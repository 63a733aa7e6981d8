import { putContract } from '../set-up/element-contracts.ts';
import { riskGroups } from '../set-up/risk-groups.ts';

export const putRiskGroup = putContract('put-risk-group', riskGroups);
