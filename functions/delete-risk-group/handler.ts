import { deleteHandler } from '../set-up/element-handlers.ts';
import { riskGroups } from '../set-up/risk-groups.ts';
import { deleteRiskGroup } from './contract.ts';

export const handler = deleteHandler(deleteRiskGroup, riskGroups);
