import { http } from '../http.ts';
import { putCreditNote } from './contract.ts';
import { creditNoteOnWire } from './credit-note-on-wire.ts';
import { takeCreditNote } from './operation.ts';

/** §5.1, §5.2, §15.1 */
export const handler = http(putCreditNote, async ({ params, body }, { actor, entity, deadlineMs }) => {
  const sender = { subject: actor.subject, deadlineMs };
  const { document, isCreated, baseCurrency } = await takeCreditNote(
    entity,
    { creditNote: params.creditNote, ...body },
    sender,
  );
  return { body: await creditNoteOnWire(entity, document, baseCurrency), isCreated };
});
