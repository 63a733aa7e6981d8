import * as z from 'zod/mini';
import { bookedFields } from '../booked-on-wire.ts';
import { contract } from '../contract.ts';
import { shownSettlement } from '../settlement-view.ts';
import { creditNoteId, legalEntityId } from '../wire.ts';
import { creditNoteBody, creditNoteDocument } from './credit-note-message.ts';

export const creditNoteView = z
  .extend(creditNoteDocument, { ...bookedFields, reopensOrder: z.boolean(), settlements: z.array(shownSettlement) })
  .check(z.meta({ id: 'CreditNote' }));

export const putCreditNote = contract({
  name: 'put-credit-note',
  area: 'intake',
  method: 'PUT',
  path: '/legal-entities/{legalEntity}/credit-notes/{creditNote}',
  summary: 'Send a credit note',
  description:
    'Naturally idempotent: the same document again answers with what is stored. It may come before the invoice that it ' +
    'settles and the order that it reopens. It counts from when it arrives, whatever its date.',
  params: z.strictObject({ legalEntity: legalEntityId, creditNote: creditNoteId }),
  body: creditNoteBody,
  response: creditNoteView,
  status: 'created',
  refusals: ['not-found', 'customer-differs', 'document-currency-differs', 'document-differs'],
});
