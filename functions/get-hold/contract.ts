import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { holdView } from '../hold-wire.ts';
import { holdId, legalEntityId } from '../wire.ts';

export const getHold = contract({
  name: 'get-hold',
  area: 'desk',
  method: 'GET',
  path: '/legal-entities/{legalEntity}/holds/{hold}',
  summary: 'Read a hold with its reasons, then and now, and what would clear them',
  params: z.strictObject({ legalEntity: legalEntityId, hold: holdId }),
  response: holdView,
  precondition: true,
  refusals: ['not-found'],
});
