import type * as z from 'zod/mini';
import type { CreditNote } from '../store/credits.ts';
import { wireForm } from '../wire-form.ts';
import type { creditNoteView } from './contract.ts';

export function creditNoteOnWire(note: CreditNote): z.input<typeof creditNoteView> {
  const { id, kind: _, contentHash: __, settlements, ...document } = note;
  return wireForm({ creditNote: id, ...document, invoice: settlements[0]?.invoice }, note.currency);
}
