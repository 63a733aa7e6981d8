import * as z from 'zod/mini';
import { reversalBody } from '../settlement-message.ts';
import { orderId, packingSlipId } from '../wire.ts';

/** The reversal of a packing slip by queue (§15.1). */
export const packingSlipReversalMessage = z.strictObject({
  order: orderId,
  packingSlip: packingSlipId,
  ...reversalBody.shape,
});
export type PackingSlipReversalMessage = z.output<typeof packingSlipReversalMessage>;
