import { creditGroupAnswer } from '../credit-group-answer.ts';
import { http } from '../http.ts';
import { pageById } from '../page.ts';
import { dateForGroup, findVisibleGroup, listVisibleGroups } from '../store/visible-credit-groups.ts';
import { listCustomerCreditGroups } from './contract.ts';

export const handler = http(listCustomerCreditGroups, async ({ query }, { actor, entities, now }) => {
  const viewer = { entities, subject: actor.subject };
  const listed = await listVisibleGroups(viewer);
  const scope = JSON.stringify(['list-customer-credit-groups', actor.subject]);
  const { items, nextCursor } = pageById(
    scope,
    query,
    listed.map((group) => [group as string, group] as const),
  );
  // The index may lag: what is shown is what is there now, to who may see it now.
  const found = await Promise.all(items.map(([, group]) => findVisibleGroup(group, viewer)));
  const views = found.flatMap((group) => (group === undefined || group === 'hidden' ? [] : [group]));
  const written = await Promise.all(
    views.map(async (group) => creditGroupAnswer(group.stored, await dateForGroup(group.entities, now))),
  );
  return { body: { items: written, nextCursor } };
});
