import { approvalActionContract } from '../approval-action-contract.ts';

export const recallRequest = approvalActionContract({
  name: 'recall-request',
  path: 'recalls',
  summary: 'Recall a request',
  description:
    'For whoever made it, or a credit manager. It ends, and the hold is as it was before. Once it is approved it is too late (§11.2).',
  body: {},
  refusals: ['not-the-requester'],
});
