import { deleteContract } from '../set-up/element-contracts.ts';
import { scoringGroups } from '../set-up/scoring-groups.ts';

export const deleteScoringGroup = deleteContract('delete-scoring-group', scoringGroups);
