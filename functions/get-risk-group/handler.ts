import { getHandler } from '../set-up/element-handlers.ts';
import { riskGroups } from '../set-up/risk-groups.ts';
import { getRiskGroup } from './contract.ts';

export const handler = getHandler(getRiskGroup, riskGroups);
