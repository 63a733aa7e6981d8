import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { customerChoice } from '../customer-choice.ts';
import { jobView } from '../job-wire.ts';
import { legalEntityId } from '../wire.ts';

export const startRiskScoreUpdate = contract({
  name: 'start-risk-score-update',
  area: 'customers',
  method: 'POST',
  path: '/legal-entities/{legalEntity}/risk-score-updates',
  summary: 'Update risk scores, in the background',
  description:
    'Of some customers, or of all: each gets the sum of what the scoring groups give it, and the risk group that takes in that ' +
    'score, if there is one. Statistics count as they were calculated last. Where a customer has another risk group then, its held ' +
    'orders are evaluated. It also runs by itself once the statistics of a month are calculated. Running it again changes nothing ' +
    '(§12.4, §14).',
  params: z.strictObject({ legalEntity: legalEntityId }),
  body: z.strictObject({ customers: customerChoice }).check(z.meta({ examples: [{ customers: ['C-1001'] }] })),
  response: jobView,
  status: 'created',
  refusals: ['nothing-to-score', 'idempotency-key-required', 'idempotency-key-reused'],
});
