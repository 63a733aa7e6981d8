import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { jobView } from '../job-wire.ts';
import { civilDate, legalEntityId } from '../wire.ts';

export const startStatisticsDeletion = contract({
  name: 'start-statistics-deletion',
  area: 'customers',
  method: 'POST',
  path: '/legal-entities/{legalEntity}/statistics-deletions',
  summary: 'Delete old statistics, in the background',
  description:
    'The month ends of all customers before a date. What the longest period of the parameters needs is not deleted: the date may ' +
    'be the first day of it, but no later one (§14).',
  params: z.strictObject({ legalEntity: legalEntityId }),
  body: z
    .strictObject({ olderThan: civilDate.check(z.describe('Month ends before it go.')) })
    .check(z.meta({ examples: [{ olderThan: '2020-01-01' }] })),
  response: jobView,
  status: 'created',
  refusals: ['statistics-in-use', 'idempotency-key-required', 'idempotency-key-reused'],
});
