import { approvalEntryOnWire } from '../approval-wire.ts';
import { http } from '../http.ts';
import { listMyApprovals } from './contract.ts';
import { myApprovals } from './operation.ts';

/** §11.2 */
export const handler = http(listMyApprovals, async ({ query }, { actor, entities }) => {
  const { items, nextCursor } = await myApprovals(actor, entities, query);
  return { body: { items: items.map(({ row, waitsFor }) => ({ ...approvalEntryOnWire(row), waitsFor })), nextCursor } };
});
