import { lineOnWire } from '../adjustment-line-wire.ts';
import { http } from '../http.ts';
import { checkPrecondition } from '../precondition.ts';
import { changeContext } from '../set-up/change-context.ts';
import { putLine } from '../store/change-adjustment.ts';
import { putAdjustmentLine } from './contract.ts';
import { lineFor } from './operation.ts';

/** §12.1 */
export const handler = http(putAdjustmentLine, async ({ params, body, ifMatch }, context) => {
  const { stored, isCreated } = await putLine(changeContext(context, {}), params, (journal, seen) => {
    checkPrecondition(ifMatch, seen?.version);
    return lineFor(context.entity, params.line, journal.type, body);
  });
  return { body: lineOnWire(stored), etag: stored.version, isCreated };
});
