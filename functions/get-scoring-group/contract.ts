import { getContract } from '../set-up/element-contracts.ts';
import { scoringGroups } from '../set-up/scoring-groups.ts';

export const getScoringGroup = getContract('get-scoring-group', scoringGroups);
