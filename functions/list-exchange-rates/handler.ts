import { exchangeRatesOf, placeOf } from '../../domain/set-up/change-exchange-rates.ts';
import { http } from '../http.ts';
import { pageById } from '../page.ts';
import { currentRulebook } from '../store/rulebook.ts';
import { listExchangeRates } from './contract.ts';

/** §2.7 */
export const handler = http(listExchangeRates, async ({ query }, { entity }) => {
  const { rateType, from, to } = query;
  const isAsked = (asked: string | undefined, has: string): boolean => asked === undefined || asked === has;
  const found = exchangeRatesOf(await currentRulebook(entity)).filter(
    (rate) => isAsked(rateType, rate.rateType) && isAsked(from, rate.from) && isAsked(to, rate.to),
  );
  const scope = JSON.stringify([listExchangeRates.name, entity, rateType, from, to]);
  const { items, nextCursor } = pageById(
    scope,
    query,
    found.map((rate) => [placeOf(rate), rate]),
  );
  return { body: { items: items.map(([, rate]) => rate), nextCursor } };
});
