import { approvalActionContract } from '../approval-action-contract.ts';

export const approveRequest = approvalActionContract({
  name: 'approve-request',
  path: 'approvals',
  summary: 'Approve a request',
  description:
    'Just what was read: If-Match names it, for it may come back with more (§11.4). Nobody approves their own, nor twice in one step (§1.5). With the last approval of the last step, what was asked is done by itself ' +
    'or may be done by hand, as the workflow says (§11.3).',
  body: {},
  precondition: true,
  refusals: ['precondition-required', 'precondition-failed', 'own-request', 'already-approved', 'not-an-approver'],
});
