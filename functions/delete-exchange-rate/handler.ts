import { refuse } from '../../domain/refusal.ts';
import { removeExchangeRate } from '../../domain/set-up/change-exchange-rates.ts';
import { http } from '../http.ts';
import { changeContext } from '../set-up/change-context.ts';
import { changeRulebook } from '../store/change-rulebook.ts';
import { deleteExchangeRate } from './contract.ts';

/** §2.7 */
export const handler = http(deleteExchangeRate, async ({ params, query }, context) => {
  await changeRulebook(changeContext(context, query), (document) => {
    const change = removeExchangeRate(document, params);
    if (change === undefined) throw refuse('not-found', { kind: 'exchange rate' });
    return change;
  });
  return { body: null };
});
