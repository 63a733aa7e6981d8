import { http } from '../http.ts';
import { pageById } from '../page.ts';
import { currentRulebook } from '../store/rulebook.ts';
import { listLegalEntities } from './contract.ts';

/** §1.3: only those that the actor may see. */
export const handler = http(listLegalEntities, async ({ query }, { entities, actor }) => {
  const granted = entities.map((entity) => [entity as string, entity] as const);
  const { items, nextCursor } = pageById(JSON.stringify(['list-legal-entities', actor.subject]), query, granted);
  const documents = await Promise.all(items.map(([, entity]) => currentRulebook(entity)));
  return { body: { items: documents.map(({ legalEntity, entity }) => ({ legalEntity, ...entity })), nextCursor } };
});
