import { http } from '../http.ts';
import { putInvoice } from './contract.ts';
import { invoiceOnWire } from './invoice-on-wire.ts';
import { takeInvoice } from './operation.ts';

/** §5.1, §15.1 */
export const handler = http(putInvoice, async ({ params, body }, { actor, entity, deadlineMs }) => {
  const sender = { subject: actor.subject, deadlineMs };
  const { document, isCreated, today, baseCurrency } = await takeInvoice(
    entity,
    { invoice: params.invoice, ...body },
    sender,
  );
  return { body: invoiceOnWire(document, today, baseCurrency), isCreated };
});
