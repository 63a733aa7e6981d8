import { deleteContract } from '../set-up/element-contracts.ts';
import { riskGroups } from '../set-up/risk-groups.ts';

export const deleteRiskGroup = deleteContract('delete-risk-group', riskGroups);
