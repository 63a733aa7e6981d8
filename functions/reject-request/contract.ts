import { approvalActionContract } from '../approval-action-contract.ts';

export const rejectRequest = approvalActionContract({
  name: 'reject-request',
  path: 'rejections',
  summary: 'Reject a request',
  description: 'For those whom it waits for. It ends, and the hold is as it was before (§11.2).',
  body: {},
  refusals: ['own-request', 'already-approved', 'not-an-approver'],
});
