import { putHandler } from '../set-up/element-handlers.ts';
import { riskGroups } from '../set-up/risk-groups.ts';
import { putRiskGroup } from './contract.ts';

export const handler = putHandler(putRiskGroup, riskGroups);
