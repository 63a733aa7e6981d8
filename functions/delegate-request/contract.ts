import { approvalActionContract } from '../approval-action-contract.ts';
import { subject } from '../wire.ts';

export const delegateRequest = approvalActionContract({
  name: 'delegate-request',
  path: 'delegations',
  summary: 'Have somebody else decide on a request',
  description:
    'In this step, in the place of who delegates: a clerk or manager of the legal entity, never who made the request (§1.5, §11.2).',
  body: { to: subject },
  refusals: ['own-request', 'already-approved', 'not-an-approver', 'unfit-delegate', 'approval-too-long'],
});
