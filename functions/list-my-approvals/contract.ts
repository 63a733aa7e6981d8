import * as z from 'zod/mini';
import { approvalEntry } from '../approval-wire.ts';
import { contract } from '../contract.ts';
import { pageOf, pageQuery } from '../page.ts';

export const listMyApprovals = contract({
  name: 'list-my-approvals',
  area: 'approvals',
  method: 'GET',
  path: '/my-approvals',
  summary: 'List the approval requests that wait for you, the oldest first',
  description:
    'Of every legal entity: those on which you may decide now, and those of your own that were sent back or could not be carried out, ' +
    'for you to submit again or recall. A list may lag behind by a moment.',
  params: z.strictObject({}),
  query: pageQuery,
  response: pageOf(
    z.strictObject({
      ...approvalEntry.shape,
      waitsFor: z.enum(['decision', 'resubmission']).check(z.describe('What it wants of you.')),
    }),
  ),
  refusals: ['invalid-cursor'],
});
