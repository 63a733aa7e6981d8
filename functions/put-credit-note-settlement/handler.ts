import { http } from '../http.ts';
import { settlementOnWire } from '../settlement-on-wire.ts';
import { takeCreditNoteSettlement } from '../take-settlement.ts';
import { putCreditNoteSettlement } from './contract.ts';

/** §5.5, §15.1 */
export const handler = http(putCreditNoteSettlement, async ({ params, body }, { actor, entity, deadlineMs }) => {
  const { creditNote, settlement } = params;
  const sender = { subject: actor.subject, deadlineMs };
  const { document, isCreated } = await takeCreditNoteSettlement(entity, { creditNote, settlement, ...body }, sender);
  const name = { kind: 'credit-note', id: creditNote } as const;
  return { body: { creditNote, ...(await settlementOnWire(entity, name, document)) }, isCreated };
});
