import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { exportQuery, pagesOfCsv } from '../export-page.ts';
import { pageOf } from '../page.ts';
import { repeatable } from '../query-values.ts';
import { code, customerId, legalEntityId } from '../wire.ts';
import { positionLine } from './position-line.ts';

export const exportCreditPositions = contract({
  name: 'export-credit-positions',
  area: 'customers',
  method: 'GET',
  path: '/legal-entities/{legalEntity}/credit-positions/export',
  summary: 'Export how customers stand, as CSV or JSON',
  description:
    'A line for each customer, by account, as `get-credit-position` would show it at the moment of reading; without a filter that of ' +
    `every customer of the legal entity. ${pagesOfCsv} A page may be short, or empty, and others follow it.`,
  params: z.strictObject({ legalEntity: legalEntityId }),
  query: z.extend(exportQuery, {
    customer: z.optional(repeatable(customerId)).check(z.describe('One that does not exist has no line.')),
    creditManagementGroup: z.optional(repeatable(code)),
  }),
  response: pageOf(positionLine),
  csv: true,
  refusals: ['invalid-cursor'],
});
