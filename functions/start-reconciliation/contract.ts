import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { customerChoice } from '../customer-choice.ts';
import { jobView } from '../job-wire.ts';
import { unchanging } from '../unchanging.ts';
import { creditGroupId, legalEntityId } from '../wire.ts';

const mostGroups = 100;

export const startReconciliation = contract({
  name: 'start-reconciliation',
  area: 'customers',
  method: 'POST',
  path: '/legal-entities/{legalEntity}/reconciliations',
  summary: 'Compare exposure with the documents, in the background',
  description:
    'Of some customers and customer credit groups, or of all of them where neither is named: a job. A customer is compared with its ' +
    "documents, a group's sums with the positions of its members. A result is `equal`, or `different` with both amounts of each " +
    'difference (at most 20; those of one customer are shown in full by reconciling it alone), or `kept-moving` where it was booked ' +
    'into whenever it was read, or `too-many-documents` above 20,000. It corrects nothing (§14).',
  params: z.strictObject({ legalEntity: legalEntityId }),
  body: z
    .strictObject({
      customers: customerChoice,
      creditGroups: z.optional(unchanging(z.array(creditGroupId).check(z.minLength(1), z.maxLength(mostGroups)))),
    })
    .check(z.meta({ examples: [{ customers: ['C-1001'] }] })),
  response: jobView,
  status: 'created',
  refusals: ['idempotency-key-required', 'idempotency-key-reused'],
});
