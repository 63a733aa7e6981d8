import { http } from '../http.ts';
import { settlementOnWire } from '../settlement-on-wire.ts';
import { takePaymentSettlement } from '../take-settlement.ts';
import { putPaymentSettlement } from './contract.ts';

/** §5.5, §15.1 */
export const handler = http(putPaymentSettlement, async ({ params, body }, { actor, entity, deadlineMs }) => {
  const { payment, settlement } = params;
  const sender = { subject: actor.subject, deadlineMs };
  const { document, isCreated } = await takePaymentSettlement(entity, { payment, settlement, ...body }, sender);
  const name = { kind: 'payment', id: payment } as const;
  return { body: { payment, ...(await settlementOnWire(entity, name, document)) }, isCreated };
});
