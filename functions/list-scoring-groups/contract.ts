import { listContract } from '../set-up/element-contracts.ts';
import { scoringGroups } from '../set-up/scoring-groups.ts';

export const listScoringGroups = listContract('list-scoring-groups', scoringGroups);
