import { changeQuery } from '../change-query.ts';
import { contract } from '../contract.ts';
import { exchangeRateParams } from '../set-up/exchange-rate-schema.ts';

export const deleteExchangeRate = contract({
  name: 'delete-exchange-rate',
  area: 'set-up',
  method: 'DELETE',
  path: '/legal-entities/{legalEntity}/exchange-rates/{rateType}/{from}/{to}/{validFrom}',
  summary: 'Delete an exchange rate',
  description: 'What was converted with it stays as it was converted.',
  params: exchangeRateParams,
  query: changeQuery,
  response: null,
  refusals: ['legal-entity-not-found', 'not-allowed', 'not-found'],
});
