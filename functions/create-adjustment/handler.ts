import { adjustmentOnWire } from '../adjustment-wire.ts';
import { http } from '../http.ts';
import { changeContext } from '../set-up/change-context.ts';
import { createAdjustment as create } from '../store/adjustments.ts';
import { readRulebookPointer } from '../store/rulebook.ts';
import { createAdjustment } from './contract.ts';

/** §12.1 */
export const handler = http(createAdjustment, async ({ body, idempotencyKey, requestHash }, context) => {
  await readRulebookPointer(context.entity);
  const { isReplay, ...stored } = await create(changeContext(context, {}), { ...body, idempotencyKey, requestHash });
  return { body: adjustmentOnWire(stored, context.entity), isCreated: !isReplay, isReplay };
});
