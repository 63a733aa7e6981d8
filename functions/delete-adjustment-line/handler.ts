import { http } from '../http.ts';
import { checkPrecondition } from '../precondition.ts';
import { changeContext } from '../set-up/change-context.ts';
import { deleteLine } from '../store/change-adjustment.ts';
import { deleteAdjustmentLine } from './contract.ts';

/** §12.1 */
export const handler = http(deleteAdjustmentLine, async ({ params, ifMatch }, context) => {
  await deleteLine(changeContext(context, {}), params, ({ version }) => checkPrecondition(ifMatch, version));
  return { body: null };
});
