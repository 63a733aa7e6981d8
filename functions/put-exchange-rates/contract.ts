import * as z from 'zod/mini';
import { changeQuery } from '../change-query.ts';
import { contract } from '../contract.ts';
import { exchangeRateSchema } from '../set-up/exchange-rate-schema.ts';
import { legalEntityId } from '../wire.ts';

const largestBulk = 1_000;

export const putExchangeRates = contract({
  name: 'put-exchange-rates',
  area: 'set-up',
  method: 'PUT',
  path: '/legal-entities/{legalEntity}/exchange-rates',
  summary: 'Add or change exchange rates',
  description:
    'All of them in one change, or none. A rate replaces one of the same rate type, pair and date; the others stay. Where a pair has no rate, the opposite one gives its inverse; never a third currency. Every hold of the legal entity is evaluated with the new rates.',
  params: z.strictObject({ legalEntity: legalEntityId }),
  query: changeQuery,
  body: z.strictObject({ rates: z.array(exchangeRateSchema).check(z.minLength(1), z.maxLength(largestBulk)) }),
  response: z.strictObject({
    rulebookVersion: z.int().check(z.describe('The version of the rulebook that has the rates.')),
  }),
  refusals: ['legal-entity-not-found', 'not-allowed', 'invalid-set-up', 'rulebook-too-large'],
});
