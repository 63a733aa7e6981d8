import type { ExchangeRateDocument } from '../../../domain/exchange-rates.ts';
import type { Subject } from '../../../domain/ids.ts';
import type { AuthorizedEntity } from '../../../functions/actor.ts';
import { changeRulebook } from '../../../functions/store/change-rulebook.ts';

/** Puts an entity's rates in force, by pair and the date from which each is valid. */
export async function setRates(entity: AuthorizedEntity, rates: ExchangeRateDocument[string]): Promise<void> {
  const context = {
    entity,
    who: 'mia' as Subject,
    now: '2026-06-15T10:00:00.000Z',
    deadlineMs: Date.now() + 10_000,
  };
  await changeRulebook(context, (document) => ({
    document: {
      ...document,
      version: document.version + 1,
      rateTypes: { credit: { description: 'Credit', version: document.version + 1 } },
      exchangeRates: { credit: rates },
      parameters: { ...document.parameters, creditLimitRateType: 'credit' },
    },
    what: { kind: 'exchange-rates', id: 'credit' },
    before: document.exchangeRates,
    after: { credit: rates },
  }));
}
