import { refuse } from '../../domain/refusal.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { currentRulebook } from '../store/rulebook.ts';

/** §12.4: without a scoring group every score would be 0. */
export async function checkScoring(entity: AuthorizedEntity): Promise<void> {
  const { scoringGroups } = await currentRulebook(entity);
  if (Object.keys(scoringGroups).length === 0) throw refuse('nothing-to-score', {});
}
