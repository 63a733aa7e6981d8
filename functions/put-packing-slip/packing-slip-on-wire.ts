import type * as z from 'zod/mini';
import type { PackingSlip } from '../../domain/receivables.ts';
import { bookedOnWire } from '../booked-on-wire.ts';
import { wireForm } from '../wire-form.ts';
import type { packingSlipView } from './contract.ts';

export function packingSlipOnWire(slip: PackingSlip, baseCurrency: string): z.input<typeof packingSlipView> {
  const { contentHash: _, booked, missingRate, ...document } = slip;
  return { ...wireForm(document, slip.currency), ...bookedOnWire({ booked, missingRate }, baseCurrency) };
}
