import { deleteHandler } from '../set-up/element-handlers.ts';
import { scoringGroups } from '../set-up/scoring-groups.ts';
import { deleteScoringGroup } from './contract.ts';

export const handler = deleteHandler(deleteScoringGroup, scoringGroups);
