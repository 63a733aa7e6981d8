import * as z from 'zod/mini';
import { changeQuery } from '../change-query.ts';
import { contract } from '../contract.ts';
import { holdView } from '../hold-wire.ts';
import { civilDate, holdId, legalEntityId, note, subject } from '../wire.ts';

export const editHold = contract({
  name: 'edit-hold',
  area: 'desk',
  method: 'PUT',
  path: '/legal-entities/{legalEntity}/holds/{hold}',
  summary: 'Say who looks after a hold, when to look again, and a note',
  description:
    'All three of them: null takes one away. Only while the hold has not ended (§8.3). Another review date than the hold has, given ' +
    'while it is being released (§8.7), takes the place of the one that the release asks for.',
  params: z.strictObject({ legalEntity: legalEntityId, hold: holdId }),
  query: changeQuery,
  body: z.strictObject({
    owner: z
      .nullable(subject)
      .check(z.describe('A clerk or manager of the legal entity; one who is the owner already may stay.')),
    reviewDate: z.nullable(civilDate),
    note: z.nullable(note),
  }),
  response: holdView,
  inWords: true,
  precondition: true,
  refusals: ['not-found', 'precondition-required', 'precondition-failed', 'hold-not-open', 'unknown-reference'],
});
