import { http } from '../http.ts';
import { takeCreditNoteSettlementReversal } from '../take-settlement.ts';
import { reverseCreditNoteSettlement } from './contract.ts';

/** §15.1 */
export const handler = http(reverseCreditNoteSettlement, async ({ params, body }, { actor, entity, deadlineMs }) => {
  const { creditNote, settlement } = params;
  const sender = { subject: actor.subject, deadlineMs };
  const sent = { creditNote, settlement, ...body };
  const { document, isCreated } = await takeCreditNoteSettlementReversal(entity, sent, sender);
  const { customer, date } = document;
  return { body: { creditNote, settlement, customer, date }, isCreated };
});
