import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { pageOf, pageQuery } from '../page.ts';
import { exchangeRateSchema } from '../set-up/exchange-rate-schema.ts';
import { code, currency, legalEntityId } from '../wire.ts';

export const listExchangeRates = contract({
  name: 'list-exchange-rates',
  area: 'set-up',
  method: 'GET',
  path: '/legal-entities/{legalEntity}/exchange-rates',
  summary: 'List exchange rates of a legal entity',
  description: 'By rate type, pair and date.',
  params: z.strictObject({ legalEntity: legalEntityId }),
  query: z.extend(pageQuery, {
    rateType: z.optional(code),
    from: z.optional(currency),
    to: z.optional(currency),
  }),
  response: pageOf(exchangeRateSchema),
  refusals: ['legal-entity-not-found', 'not-allowed', 'invalid-cursor'],
});
