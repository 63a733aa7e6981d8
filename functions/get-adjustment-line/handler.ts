import { lineOnWire } from '../adjustment-line-wire.ts';
import { http } from '../http.ts';
import { readLine } from '../store/adjustment-lines.ts';
import { getAdjustmentLine } from './contract.ts';

/** §12.1 */
export const handler = http(getAdjustmentLine, async ({ params }, { entity }) => {
  const stored = await readLine(entity, params.adjustment, params.line);
  return { body: lineOnWire(stored), etag: stored.version };
});
