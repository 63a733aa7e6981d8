import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { customerChoice } from '../customer-choice.ts';
import { jobView } from '../job-wire.ts';
import { legalEntityId } from '../wire.ts';

export const startReviewWorkSearch = contract({
  name: 'start-review-work-search',
  area: 'customers',
  method: 'POST',
  path: '/legal-entities/{legalEntity}/review-work-searches',
  summary: 'Find what has to be reviewed, in the background',
  description:
    'Of some customers, or of all customers and customer credit groups: reviews that are due, limits and policies that expire ' +
    'soon (`expiresSoonDays`), and who uses more than `creditWatchPercent` of a limit without a hold. What is new is told by an ' +
    'event, once; what no longer is goes. It also runs by itself each business day. Running it again changes nothing (§14).',
  params: z.strictObject({ legalEntity: legalEntityId }),
  body: z.strictObject({ customers: customerChoice }).check(z.meta({ examples: [{ customers: ['C-1001'] }] })),
  response: jobView,
  status: 'created',
  refusals: ['idempotency-key-required', 'idempotency-key-reused'],
});
