import { approvalActionContract } from '../approval-action-contract.ts';

export const sendBackRequest = approvalActionContract({
  name: 'send-back-request',
  path: 'returns',
  summary: 'Send a request back',
  description:
    'To whoever made it, who may change and submit it again, or recall it. The hold goes on waiting (§11.2).',
  body: {},
  refusals: ['own-request', 'already-approved', 'not-an-approver'],
});
