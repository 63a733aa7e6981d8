import * as z from 'zod/mini';
import { creditCheckKinds } from '../../domain/credit-check.ts';
import { contract } from '../contract.ts';
import { limit } from '../limit-wire.ts';
import { limitOwner, missingRate } from '../reason-wire.ts';
import { amount, amountsFit, civilDate, currency, customerId, invoiceId, legalEntityId, orderId } from '../wire.ts';

const fields = z.strictObject({
  customer: customerId.check(z.describe('The invoice account: the payer is checked.')),
  kind: z
    .enum([...creditCheckKinds, 'project-invoice'])
    .check(z.describe('A project invoice is refused as not supported.')),
  invoice: z
    .optional(invoiceId)
    .check(z.describe('Under which the document is or will be sent: where it is stored already, it counts once.')),
  order: z.optional(orderId).check(z.describe('The same of a document that is sent as an order.')),
  amount: amount.check(z.describe('Total, tax and charges included; negative for a return.')),
  currency,
  date: z
    .optional(civilDate)
    .check(z.describe('At whose rate an amount in another currency is converted; by default the business date.')),
});
type Fields = z.output<typeof fields>;

function namesOne({ invoice, order }: Fields): boolean {
  return invoice === undefined || order === undefined;
}

const test = z.strictObject({
  limitOf: limitOwner.check(z.describe('Whose limit: of a member, its group’s first, then its own (§4.6).')),
  currency: z.string().check(z.describe('Of the amounts here.')),
  exposure: z
    .nullable(z.strictObject({ rest: amount, document: amount, withDocument: amount }))
    .check(z.describe('Without the document, what it adds, and both; null where a rate is missing.')),
  limit,
  isOver: z.boolean(),
});

export const checkCredit = contract({
  name: 'check-credit',
  area: 'intake',
  method: 'POST',
  path: '/legal-entities/{legalEntity}/credit-checks',
  summary: 'Check the credit for a document that is not a sales order',
  description:
    'Free text invoices, point-of-sale and call-center documents: within or over the total limit, with temporary limits, insurance ' +
    'and guarantees. Over it, `message` is `error` where `creditLimitCheck` is `hold`, else `warning`. No rules, no hold; nothing is ' +
    'reserved (§7.7).',
  params: z.strictObject({ legalEntity: legalEntityId }),
  body: fields.check(
    z.superRefine(
      amountsFit<Fields>(
        (body) => [{ path: ['amount'], amount: body.amount }],
        (body) => body.currency,
      ),
    ),
    z.refine(namesOne, { error: 'names an invoice or an order, not both', path: ['order'] }),
    z.meta({ examples: [{ customer: 'C-1001', kind: 'point-of-sale', amount: '250.00', currency: 'EUR' }] }),
  ),
  response: z.strictObject({
    customer: customerId,
    businessDate: civilDate,
    outcome: z
      .enum(['within-limit', 'over-limit', 'cannot-evaluate'])
      .check(
        z.describe('`cannot-evaluate`: an exchange rate is missing, of it or of a document of its customer or group.'),
      ),
    message: z.enum(['none', 'warning', 'error']).check(z.describe('What the sender is to show.')),
    tests: z.array(test),
    missingRates: z.array(missingRate),
  }),
  refusals: [
    'not-found',
    'document-not-supported',
    'document-currency-differs',
    'customer-differs',
    'idempotency-key-required',
    'idempotency-key-reused',
  ],
});
