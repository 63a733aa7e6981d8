import { formatAmount } from '../../domain/money.ts';
import type { RequestId } from '../../domain/ids.ts';
import type { Envelope } from '../../functions/intake-message.ts';
import type { LegalEntityId } from '../../domain/ids.ts';
import type { Receivable } from './receivable.ts';
import { legalEntity } from './set-up.ts';

/** The order behind an invoice; all its documents carry the invoice's number. */
export function orderOf({ customer, amount }: Receivable, currency: string): object {
  return { customer, version: 1, state: 'draft', amount: formatAmount(amount, currency), currency };
}

/** Its packing slip and the invoice itself. */
export function documentsOf(receivable: Receivable, currency: string): readonly Envelope[] {
  const { customer, invoice, date, dueDate } = receivable;
  const money = { amount: formatAmount(receivable.amount, currency), currency };
  return [
    envelope('packing-slip', receivable, date, { order: invoice, packingSlip: invoice, customer, date, ...money }),
    envelope('invoice', receivable, date, { invoice, order: invoice, customer, date, dueDate, ...money }),
  ];
}

export function paymentOf(receivable: Receivable, currency: string): Envelope {
  const { customer, invoice, settled = '' } = receivable;
  const amount = formatAmount(receivable.amount, currency);
  const settlements = [{ invoice, amount }];
  return envelope('payment', receivable, settled, {
    payment: invoice,
    customer,
    date: settled,
    amount,
    currency,
    settlements,
  });
}

/** Its id is made of the line, so that any number of an invoice will do. */
function envelope(type: Envelope['type'], { line }: Receivable, date: string, data: object): Envelope {
  const id = `${type}-${line}` as RequestId;
  return { id, type, legalEntity: legalEntity as LegalEntityId, occurredAt: `${date}T06:00:00Z`, data };
}
