import { listHandler } from '../set-up/element-handlers.ts';
import { scoringGroups } from '../set-up/scoring-groups.ts';
import { listScoringGroups } from './contract.ts';

export const handler = listHandler(listScoringGroups, scoringGroups);
