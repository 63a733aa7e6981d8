import { approvalHistoryOnWire } from '../approval-wire.ts';
import { http } from '../http.ts';
import { readApproval, readApprovalEntries } from '../store/approvals.ts';
import { getApprovalRequest } from './contract.ts';

/** §11.2 */
export const handler = http(getApprovalRequest, async ({ params: { approvalRequest } }, { entity }) => {
  const stored = await readApproval(entity, approvalRequest);
  const entries = await readApprovalEntries(entity, approvalRequest);
  return { body: approvalHistoryOnWire(stored, entries, entity), etag: stored.version };
});
