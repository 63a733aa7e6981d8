import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { creditNoteView } from '../put-credit-note/contract.ts';
import { creditNoteId, legalEntityId } from '../wire.ts';

export const getCreditNote = contract({
  name: 'get-credit-note',
  area: 'intake',
  method: 'GET',
  path: '/legal-entities/{legalEntity}/credit-notes/{creditNote}',
  summary: 'Read a credit note',
  params: z.strictObject({ legalEntity: legalEntityId, creditNote: creditNoteId }),
  response: creditNoteView,
  refusals: ['not-found'],
});
