import { adjustmentOnWire } from '../adjustment-wire.ts';
import { http } from '../http.ts';
import { checkPrecondition } from '../precondition.ts';
import { changeContext } from '../set-up/change-context.ts';
import { describeAdjustment } from '../store/change-adjustment.ts';
import { editAdjustment } from './contract.ts';

/** §12.1 */
export const handler = http(editAdjustment, async ({ params, body, ifMatch }, context) => {
  const stored = await describeAdjustment(
    changeContext(context, {}),
    params.adjustment,
    body.description,
    ({ version }) => checkPrecondition(ifMatch, version),
  );
  return { body: adjustmentOnWire(stored, context.entity), etag: stored.version };
});
