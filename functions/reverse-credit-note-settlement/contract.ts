import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { creditNoteSettlementReversalMessage, reversalBody } from '../settlement-message.ts';
import { creditNoteId, legalEntityId, settlementId } from '../wire.ts';

export const reverseCreditNoteSettlement = contract({
  name: 'reverse-credit-note-settlement',
  area: 'intake',
  method: 'PUT',
  path: '/legal-entities/{legalEntity}/credit-notes/{creditNote}/settlements/{settlement}/reversal',
  summary: 'Take back a settlement by a credit note',
  description:
    'Final: what it applied is on account again. It may come before the settlement, and again. A settlement that came with ' +
    'the credit note has the id of its invoice.',
  params: z.strictObject({ legalEntity: legalEntityId, creditNote: creditNoteId, settlement: settlementId }),
  body: reversalBody,
  response: creditNoteSettlementReversalMessage,
  status: 'created',
  refusals: ['not-found', 'customer-differs', 'document-differs', 'too-many-settlements'],
});
