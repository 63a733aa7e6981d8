import { putExchangeRates as decide } from '../../domain/set-up/change-exchange-rates.ts';
import { http } from '../http.ts';
import { changeContext } from '../set-up/change-context.ts';
import { changeRulebook } from '../store/change-rulebook.ts';
import { putExchangeRates } from './contract.ts';

/** §2.7: the same rates again change nothing. */
export const handler = http(putExchangeRates, async ({ body: { rates }, query }, context) => {
  const { version } = await changeRulebook(changeContext(context, query), (document) => decide(document, rates));
  return { body: { rulebookVersion: version } };
});
