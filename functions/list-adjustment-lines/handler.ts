import type { AdjustmentLineId } from '../../domain/ids.ts';
import { lineOnWire } from '../adjustment-line-wire.ts';
import { http } from '../http.ts';
import { cutPage, placeOf } from '../page.ts';
import { readLines } from '../store/adjustment-lines.ts';
import { readAdjustment } from '../store/adjustments.ts';
import { listAdjustmentLines } from './contract.ts';

/** §12.1 */
export const handler = http(listAdjustmentLines, async ({ params: { adjustment }, query }, { entity }) => {
  await readAdjustment(entity, adjustment);
  const scope = JSON.stringify(['list-adjustment-lines', entity, adjustment]);
  const after = placeOf(scope, query)?.[0] as AdjustmentLineId | undefined;
  const read = await readLines(entity, adjustment, { after, limit: query.limit + 1 });
  const { items, nextCursor } = cutPage(scope, query, read, ({ line }) => [line.line]);
  return { body: { items: items.map(lineOnWire), nextCursor } };
});
