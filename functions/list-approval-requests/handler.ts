import { approvalEntryOnWire } from '../approval-wire.ts';
import { http } from '../http.ts';
import { pageOfWanted } from '../page.ts';
import { listApprovals } from '../store/approvals.ts';
import { listApprovalRequests } from './contract.ts';

/** §11.2 */
export const handler = http(listApprovalRequests, async ({ query }, { entity }) => {
  const { state } = query;
  const read = async (stretch: Parameters<typeof listApprovals>[1]) => {
    const entries = await listApprovals(entity, stretch);
    return entries.map((entry) => ({ ...entry, isWanted: state?.includes(entry.row.state) ?? true }));
  };
  const scope = JSON.stringify([listApprovalRequests.name, entity, state ?? null]);
  const { items, nextCursor } = await pageOfWanted(scope, query, read, ({ sort }) => sort);
  return { body: { items: items.map(({ row }) => approvalEntryOnWire(row)), nextCursor } };
});
