import * as z from 'zod/mini';
import { adjustmentView } from '../adjustment-wire.ts';
import { contract } from '../contract.ts';
import { adjustmentId, legalEntityId } from '../wire.ts';

export const postAdjustment = contract({
  name: 'post-adjustment',
  area: 'desk',
  method: 'POST',
  path: '/legal-entities/{legalEntity}/adjustments/{adjustment}/postings',
  summary: 'Post a credit limit adjustment',
  description:
    'All of its limits change or none, once. A line whose limit has changed since it was written, or whose temporary limit would ' +
    'overlap another, stops the posting and is named. Up to 40 lines are one transaction. A larger journal answers `posting`: its ' +
    '`job` first claims every limit, and names in its results the lines that stop it; then it changes them one by one, also after ' +
    'an interruption. The body is an empty object: `{}` (§12.3).',
  params: z.strictObject({ legalEntity: legalEntityId, adjustment: adjustmentId }),
  body: z.strictObject({}),
  response: adjustmentView,
  precondition: true,
  refusals: [
    'not-found',
    'precondition-required',
    'precondition-failed',
    'adjustment-not-open',
    'adjustment-empty',
    'adjustment-not-postable',
    'approval-required',
    'exchange-rate-missing',
    'idempotency-key-required',
    'idempotency-key-reused',
  ],
});
