import { http } from '../http.ts';
import { creditPage } from '../credit-page.ts';
import { creditNoteOnWire } from '../put-credit-note/credit-note-on-wire.ts';
import { listCreditNotes } from './contract.ts';

export const handler = http(listCreditNotes, async ({ query }, { entity }) => ({
  body: await creditPage(entity, 'credit-note', query, creditNoteOnWire),
}));
