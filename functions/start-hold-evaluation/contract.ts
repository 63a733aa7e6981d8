import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { jobView } from '../job-wire.ts';
import { customerId, holdId, legalEntityId } from '../wire.ts';

const largestChoice = 1_000;

export const startHoldEvaluation = contract({
  name: 'start-hold-evaluation',
  area: 'desk',
  method: 'POST',
  path: '/legal-entities/{legalEntity}/hold-evaluations',
  summary: 'Evaluate holds for release, in the background',
  description:
    'All open holds of the legal entity, those of some customers, or selected ones: a job, whose progress and results can be read ' +
    "while it runs. The oldest hold of a customer goes first, with today's data and rules. Where every reason is gone the order is " +
    'released by itself, as `autoRelease` says. Running it again changes nothing (§9).',
  params: z.strictObject({ legalEntity: legalEntityId }),
  body: z
    .strictObject({
      customers: z.optional(z.array(customerId).check(z.minLength(1), z.maxLength(largestChoice))),
      holds: z.optional(z.array(holdId).check(z.minLength(1), z.maxLength(largestChoice))),
    })
    .check(
      z.refine(
        ({ customers, holds }) => customers === undefined || holds === undefined,
        'names customers or holds, not both',
      ),
      z.meta({ examples: [{ customers: ['C-1001'] }] }),
    ),
  response: jobView,
  status: 'created',
  refusals: ['idempotency-key-required', 'idempotency-key-reused'],
});
