import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { pageOf, pageQuery } from '../page.ts';
import { invoiceView } from '../put-invoice/contract.ts';
import { customerId, legalEntityId } from '../wire.ts';

const description =
  'overdue: with something open that was due before the business date, by what settles the invoice alone (§5.5). A page of these ' +
  'may hold fewer than `limit` although there are more, as `nextCursor` then says.';

export const listInvoices = contract({
  name: 'list-invoices',
  area: 'intake',
  method: 'GET',
  path: '/legal-entities/{legalEntity}/invoices',
  summary: "List a customer's invoices",
  description: 'By due date.',
  params: z.strictObject({ legalEntity: legalEntityId }),
  query: z.extend(pageQuery, {
    customer: customerId,
    state: z._default(z.enum(['open', 'overdue', 'all']), 'open').check(z.describe(description)),
  }),
  response: pageOf(invoiceView),
  refusals: ['invalid-cursor'],
});
