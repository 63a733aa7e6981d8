import { creditGroupAnswer } from '../credit-group-answer.ts';
import { http } from '../http.ts';
import { readMembers } from '../store/credit-groups.ts';
import { dateForGroup, getVisibleGroup } from '../store/visible-credit-groups.ts';
import { getCustomerCreditGroup } from './contract.ts';

/** §1.3: never the other entities' customers. */
export const handler = http(getCustomerCreditGroup, async ({ params }, { actor, entities, now }) => {
  const found = await getVisibleGroup(params.group, { entities, subject: actor.subject });
  const [today, ...members] = await Promise.all([
    dateForGroup(found.entities, now),
    ...found.entities.map((entity) => readMembers(params.group, entity)),
  ]);
  return {
    body: { ...(await creditGroupAnswer(found.stored, today)), members: members.flat() },
    etag: found.stored.version,
  };
});
