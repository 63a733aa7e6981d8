import { putHandler } from '../set-up/element-handlers.ts';
import { scoringGroups } from '../set-up/scoring-groups.ts';
import { putScoringGroup } from './contract.ts';

export const handler = putHandler(putScoringGroup, scoringGroups);
