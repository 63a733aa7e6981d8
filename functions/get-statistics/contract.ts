import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { statisticsView } from '../statistics-wire.ts';
import { customerId, legalEntityId } from '../wire.ts';

export const getStatistics = contract({
  name: 'get-statistics',
  area: 'customers',
  method: 'GET',
  path: '/legal-entities/{legalEntity}/customers/{customer}/statistics',
  summary: "Read a customer's balance statistics and the month ends behind them",
  description: 'As they were calculated last. Amounts are in the base currency of the legal entity.',
  params: z.strictObject({ legalEntity: legalEntityId, customer: customerId }),
  response: statisticsView,
  refusals: ['legal-entity-not-found', 'not-allowed', 'not-found'],
});
