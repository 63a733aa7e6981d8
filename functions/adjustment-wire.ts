import * as z from 'zod/mini';
import { approvalStatuses } from '../domain/adjustment-approval.ts';
import { adjustmentStates, adjustmentTypes } from '../domain/adjustment.ts';
import type { AuthorizedEntity } from './actor.ts';
import type { StoredAdjustment } from './store/adjustment-item.ts';
import { adjustmentId, approvalRequestId, description, jobId, legalEntityId, version } from './wire.ts';

const instant = z.string().check(z.meta({ format: 'date-time' }));

export const adjustmentBody = z.strictObject({ description });

/** §12.1 */
export const adjustmentView = z
  .strictObject({
    adjustment: adjustmentId,
    legalEntity: legalEntityId,
    type: z.enum(adjustmentTypes),
    description,
    state: z
      .enum(adjustmentStates)
      .check(z.describe('`posting`: a job changes its limits one by one; meanwhile nothing of it can be edited.')),
    approvalStatus: z.enum(approvalStatuses).check(z.describe('What became of the last request about it (§11).')),
    approvalRequest: z.nullable(approvalRequestId),
    lines: z.int().check(z.describe('How many it has.')),
    createdBy: z.string(),
    createdAt: instant,
    posted: z.nullable(z.strictObject({ by: z.string(), at: instant })),
    job: z
      .nullable(jobId)
      .check(z.describe('That posts it, posted it, or whose results name the lines because of which it did not.')),
    version,
  })
  .check(z.meta({ id: 'Adjustment' }));

export function adjustmentOnWire(
  { adjustment, version }: StoredAdjustment,
  legalEntity: AuthorizedEntity,
): z.input<typeof adjustmentView> {
  const { posted, job, approvalRequest = null, ...rest } = adjustment;
  return { ...rest, legalEntity, approvalRequest, posted: posted ?? null, job: job ?? null, version };
}
