import type * as z from 'zod/mini';
import { settlementsOnWire } from '../settlement-on-wire.ts';
import type { CreditNote, Told } from '../store/credits.ts';
import { wireForm } from '../wire-form.ts';
import type { creditNoteView } from './contract.ts';

export function creditNoteOnWire(note: Told<CreditNote>): z.input<typeof creditNoteView> {
  const { id, kind: _, contentHash: __, settlements, afterwards: ___, ...document } = note;
  const sent = wireForm({ creditNote: id, ...document, invoice: settlements[0]?.invoice }, note.currency);
  return { ...sent, settlements: settlementsOnWire(note) };
}
