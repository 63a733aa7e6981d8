import * as z from 'zod/mini';
import { description } from '../wire.ts';
import { collection } from './collection.ts';

/** §2.7: one set of exchange rates; `creditLimitRateType` says which is used for credit. */
export const rateTypes = collection({
  name: 'rateTypes',
  id: 'rateType',
  path: 'rate-types',
  noun: 'rate type',
  value: z.strictObject({ description }),
});
