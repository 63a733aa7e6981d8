import type * as z from 'zod/mini';
import type { PackingSlip } from '../../domain/receivables.ts';
import { wireForm } from '../wire-form.ts';
import type { packingSlipView } from './contract.ts';

export function packingSlipOnWire(slip: PackingSlip): z.input<typeof packingSlipView> {
  const { contentHash: _, ...document } = slip;
  return wireForm(document, slip.currency);
}
