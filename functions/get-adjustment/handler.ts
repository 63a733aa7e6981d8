import { adjustmentOnWire } from '../adjustment-wire.ts';
import { http } from '../http.ts';
import { readAdjustment } from '../store/adjustments.ts';
import { getAdjustment } from './contract.ts';

/** §12.1 */
export const handler = http(getAdjustment, async ({ params }, { entity }) => {
  const stored = await readAdjustment(entity, params.adjustment);
  return { body: adjustmentOnWire(stored, entity), etag: stored.version };
});
