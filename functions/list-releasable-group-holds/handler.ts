import { refuse } from '../../domain/refusal.ts';
import { choicePage } from '../choice-page.ts';
import { http } from '../http.ts';
import type { OpenHold } from '../store/credit-groups.ts';
import { readEvaluationState } from '../store/read-evaluation-state.ts';
import { findVisibleGroup } from '../store/visible-credit-groups.ts';
import { listReleasableGroupHolds } from './contract.ts';

/** §1.3: never the holds of other entities' customers. */
export const handler = http(listReleasableGroupHolds, async ({ params, query, language }, { actor, entities }) => {
  const found = await findVisibleGroup(params.group, { entities, subject: actor.subject });
  if (found === undefined || found === 'hidden') throw refuse('not-found', { kind: 'credit-group' });
  const state = await readEvaluationState({ kind: 'group', creditGroup: params.group }, 'reader');
  const isAsked = ({ entity }: OpenHold): boolean => found.entities.includes(entity);
  const scope = [listReleasableGroupHolds.name, params.group, ...found.entities];
  return { body: choicePage(state, { scope, isAsked, query, language }) };
});
