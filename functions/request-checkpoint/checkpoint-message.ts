import * as z from 'zod/mini';
import { checkpoints, postingModes } from '../../domain/order.ts';
import { amount, amountsFit, currency, customerId, orderId } from '../wire.ts';

const maxParametersLength = 8_192;

const fields = z.strictObject({
  customer: customerId,
  order: orderId,
  checkpoint: z.enum(checkpoints),
  mode: z.enum(postingModes).check(z.describe('`cancellation` is of a packing slip.')),
  amount: z.optional(amount).check(z.describe('Of this posting; without it, all that is left of the order.')),
  currency: z.optional(currency).check(z.describe('That of the order; required with an amount.')),
  postingParameters: z
    .optional(
      z
        .record(z.string(), z.json())
        .check(
          z.refine(
            (parameters) => JSON.stringify(parameters).length <= maxParametersLength,
            'must be at most 8192 characters as JSON',
          ),
        ),
    )
    .check(z.describe('Kept as they are, and given back by a release with posting.')),
});

type Fields = z.output<typeof fields>;

function fits(body: Fields, refinement: z.core.$RefinementCtx<Fields>): void {
  const problem = (path: string, message: string) =>
    refinement.issues.push({ code: 'custom', message, path: [path], input: body });
  if (body.amount !== undefined && body.currency === undefined) problem('currency', 'is required with an amount');
  if (body.mode === 'cancellation' && body.checkpoint !== 'packing-slip')
    problem('mode', 'only a packing slip is cancelled');
  amountsFit<Fields>(
    ({ amount }) => [{ path: ['amount'], amount, min: 'zero' }],
    ({ currency }) => currency ?? '',
  )(body, refinement);
}

/** The same question by queue; the envelope's id is the request's (§7.1). */
export const checkpointMessage = fields.check(z.superRefine(fits));
export type CheckpointMessage = z.output<typeof checkpointMessage>;
