import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { creditsQuery, onAccount } from '../credits-query.ts';
import { pageOf } from '../page.ts';
import { creditNoteView } from '../put-credit-note/contract.ts';
import { legalEntityId } from '../wire.ts';

export const listCreditNotes = contract({
  name: 'list-credit-notes',
  area: 'intake',
  method: 'GET',
  path: '/legal-entities/{legalEntity}/credit-notes',
  summary: "List a customer's credit notes",
  description: 'By id.',
  params: z.strictObject({ legalEntity: legalEntityId }),
  query: creditsQuery,
  response: pageOf(z.strictObject({ ...creditNoteView.shape, onAccount })),
  refusals: ['invalid-cursor'],
});
