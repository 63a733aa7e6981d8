import { getHandler } from '../set-up/element-handlers.ts';
import { scoringGroups } from '../set-up/scoring-groups.ts';
import { getScoringGroup } from './contract.ts';

export const handler = getHandler(getScoringGroup, scoringGroups);
