import { approvalActionContract } from '../approval-action-contract.ts';

export const approveRequest = approvalActionContract({
  name: 'approve-request',
  path: 'approvals',
  summary: 'Approve a request',
  description:
    'Nobody approves their own, nor twice in one step (§1.5). With the last approval of the last step, what was asked is done by itself ' +
    'or may be done by hand, as the workflow says (§11.3).',
  body: {},
  refusals: ['own-request', 'already-approved', 'not-an-approver'],
});
