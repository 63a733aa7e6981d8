import { approvalParams } from '../approval-action-contract.ts';
import { approvalHistory } from '../approval-wire.ts';
import { contract } from '../contract.ts';

export const getApprovalRequest = contract({
  name: 'get-approval-request',
  area: 'approvals',
  method: 'GET',
  path: '/legal-entities/{legalEntity}/approval-requests/{approvalRequest}',
  summary: 'Read an approval request with all that was done with it',
  params: approvalParams,
  response: approvalHistory,
  precondition: true,
  refusals: ['not-found'],
});
