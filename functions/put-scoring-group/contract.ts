import { putContract } from '../set-up/element-contracts.ts';
import { scoringGroups } from '../set-up/scoring-groups.ts';

export const putScoringGroup = putContract('put-scoring-group', scoringGroups);
