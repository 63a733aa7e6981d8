import { refuse } from '../../domain/refusal.ts';
import { http } from '../http.ts';
import { creditNoteOnWire } from '../put-credit-note/credit-note-on-wire.ts';
import { readRulebookInForce } from '../store/credit-state.ts';
import { findCreditNote } from '../store/credits.ts';
import { getCreditNote } from './contract.ts';

export const handler = http(getCreditNote, async ({ params }, { entity }) => {
  const [note, { currency }] = await Promise.all([
    findCreditNote(entity, params.creditNote),
    readRulebookInForce(entity, false),
  ]);
  if (note === undefined) throw refuse('not-found', { kind: 'credit-note' });
  return { body: await creditNoteOnWire(entity, note, currency) };
});
