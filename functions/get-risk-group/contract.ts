import { getContract } from '../set-up/element-contracts.ts';
import { riskGroups } from '../set-up/risk-groups.ts';

export const getRiskGroup = getContract('get-risk-group', riskGroups);
