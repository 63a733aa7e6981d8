import { adjustmentOnWire } from '../adjustment-wire.ts';
import { http } from '../http.ts';
import { pageOfWanted } from '../page.ts';
import { listAdjustments as read } from '../store/adjustments.ts';
import { listAdjustments } from './contract.ts';

/** §12.1 */
export const handler = http(listAdjustments, async ({ query }, { entity }) => {
  const { state: wanted } = query;
  const scope = JSON.stringify(['list-adjustments', entity, wanted]);
  const { items, nextCursor } = await pageOfWanted(
    scope,
    query,
    async ({ after, limit }) => {
      const stored = await read(entity, after, limit);
      return stored.map((one) => ({ ...one, isWanted: wanted === undefined || one.adjustment.state === wanted }));
    },
    ({ sort }) => sort,
  );
  return { body: { items: items.map((stored) => adjustmentOnWire(stored, entity)), nextCursor } };
});
