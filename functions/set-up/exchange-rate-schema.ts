import * as z from 'zod/mini';
import { parseRate } from '../../domain/exchange-rates.ts';
import type { ExchangeRate } from '../../domain/set-up/change-exchange-rates.ts';
import { civilDate, code, currency, legalEntityId } from '../wire.ts';

const place = { rateType: code, from: currency, to: currency, validFrom: civilDate };

/** §2.7 */
export const exchangeRateSchema = z.strictObject({
  ...place,
  rate: z.string().check(
    z.refine(
      (text) => parseRate(text) !== undefined,
      'must be a decimal above zero, at most twelve places before and after the point',
    ),
    z.meta({ description: 'How many of `to` one of `from` is.', examples: ['0.925'] }),
  ),
}) satisfies z.ZodMiniType<ExchangeRate>;

export const exchangeRateParams = z.strictObject({ legalEntity: legalEntityId, ...place });
