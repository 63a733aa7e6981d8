import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { choiceQuery, choices } from '../hold-choice-wire.ts';
import { customerId, legalEntityId } from '../wire.ts';

export const listReleasableHolds = contract({
  name: 'list-releasable-holds',
  area: 'desk',
  method: 'GET',
  path: '/legal-entities/{legalEntity}/customers/{customer}/releasable-holds',
  summary: "List a customer's holds with which of them fit into the free credit",
  description:
    'If they were released one after the other, as `sort` says: each is evaluated as what goes before it leaves the credit, and one that ' +
    'does not fit takes nothing, so that those after it may go. Evaluating for release never lets a younger one overtake so. ' +
    'It changes nothing, and holds of nobody else go. Holds whose release is under way are not listed and count as released.',
  params: z.strictObject({ legalEntity: legalEntityId, customer: customerId }),
  query: choiceQuery,
  response: choices,
  inWords: true,
  refusals: ['not-found', 'invalid-cursor'],
});
