import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { settlementBody } from '../settlement-message.ts';
import { creditNoteSettlementView } from '../settlement-view.ts';
import { creditNoteId, legalEntityId, settlementId } from '../wire.ts';

export const putCreditNoteSettlement = contract({
  name: 'put-credit-note-settlement',
  area: 'intake',
  method: 'PUT',
  path: '/legal-entities/{legalEntity}/credit-notes/{creditNote}/settlements/{settlement}',
  summary: 'Settle an invoice by what is on account of a credit note',
  description:
    'Naturally idempotent. Credit note and invoice may come later. What came with the credit note has the id of its invoice ' +
    'here, and goes first; the others go by date and id, until the credit note is used up.',
  params: z.strictObject({ legalEntity: legalEntityId, creditNote: creditNoteId, settlement: settlementId }),
  body: settlementBody,
  response: creditNoteSettlementView,
  status: 'created',
  refusals: ['not-found', 'customer-differs', 'document-differs', 'too-many-settlements'],
});
