import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { choiceQuery, choices } from '../hold-choice-wire.ts';
import { creditGroupId } from '../wire.ts';

export const listReleasableGroupHolds = contract({
  name: 'list-releasable-group-holds',
  area: 'desk',
  method: 'GET',
  path: '/customer-credit-groups/{group}/releasable-holds',
  summary: 'List the holds of a customer credit group with which of them fit into the free credit',
  description:
    'As list-releasable-holds does for one customer, for the members in legal entities that you may see: each hold is evaluated by the rules of its own ' +
    'legal entity, against the limit of the group and its own. What others hold takes nothing and does not go.',
  params: z.strictObject({ group: creditGroupId }),
  query: choiceQuery,
  response: choices,
  inWords: true,
  refusals: ['not-allowed', 'not-found', 'invalid-cursor'],
});
