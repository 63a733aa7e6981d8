import * as z from 'zod/mini';
import { approvalStates } from '../../domain/workflow/approval-request.ts';
import { approvalEntry } from '../approval-wire.ts';
import { contract } from '../contract.ts';
import { pageOf, pageQuery } from '../page.ts';
import { repeatable } from '../query-values.ts';
import { legalEntityId } from '../wire.ts';

export const listApprovalRequests = contract({
  name: 'list-approval-requests',
  area: 'approvals',
  method: 'GET',
  path: '/legal-entities/{legalEntity}/approval-requests',
  summary: 'List the approval requests of a legal entity, the oldest first',
  params: z.strictObject({ legalEntity: legalEntityId }),
  query: z.extend(pageQuery, { state: z.optional(repeatable(z.enum(approvalStates))) }),
  response: pageOf(approvalEntry),
  refusals: ['invalid-cursor'],
});
