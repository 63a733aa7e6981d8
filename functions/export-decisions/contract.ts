import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { exportQuery, pagesOfCsv } from '../export-page.ts';
import { pageOf } from '../page.ts';
import { repeatable } from '../query-values.ts';
import { civilDate, customerId, legalEntityId, orderId } from '../wire.ts';
import { decisionLine } from './decision-line.ts';

export const exportDecisions = contract({
  name: 'export-decisions',
  area: 'desk',
  method: 'GET',
  path: '/legal-entities/{legalEntity}/decisions/export',
  summary: 'Export decisions, as CSV or JSON',
  description:
    'Of an order, the latest first; of a customer or of all, by account and by request id: no index is kept of decisions, since every order would pay for it. ' +
    `${pagesOfCsv} A page may be short, or empty, and others follow it: so much was looked through.`,
  params: z.strictObject({ legalEntity: legalEntityId }),
  query: z.extend(exportQuery, {
    customer: z.optional(customerId),
    order: z.optional(orderId),
    from: z.optional(civilDate).check(z.describe('Business date of the decision.')),
    to: z.optional(civilDate),
    answer: z.optional(repeatable(z.enum(['passed', 'held', 'rejected']))),
  }),
  response: pageOf(decisionLine),
  csv: true,
  refusals: ['invalid-cursor', 'not-found'],
});
