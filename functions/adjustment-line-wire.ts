import * as z from 'zod/mini';
import { approvalStatuses } from '../domain/adjustment-approval.ts';
import { formatAmount } from '../domain/money.ts';
import type { StoredLine } from './store/adjustment-lines.ts';
import {
  adjustmentLineId,
  amount,
  approvalRequestId,
  civilDate,
  creditGroupId,
  currency,
  customerId,
  version,
} from './wire.ts';

/** §12.1: a customer or a customer credit group, and the dates of the journal's type. */
export const adjustmentLineBody = z
  .strictObject({
    customer: z.optional(customerId),
    creditGroup: z.optional(creditGroupId).check(z.describe('One with a member in the legal entity.')),
    newLimit: amount.check(z.describe('In the currency of the limit.')),
    expiryDate: z.optional(civilDate).check(z.describe('Required in a journal of type `credit-limit`.')),
    from: z.optional(civilDate).check(z.describe('Required in one of type `temporary-credit-limit`, with `to`.')),
    to: z.optional(civilDate),
  })
  .check(
    z.refine(({ customer, creditGroup }) => (customer === undefined) !== (creditGroup === undefined), {
      error: 'names a customer or a customer credit group: one, and not both',
      path: ['creditGroup'],
    }),
  );

/** What reading answers; of a posted journal, its current and new limit are the limit before and after. */
export const adjustmentLineView = z
  .strictObject({
    line: adjustmentLineId,
    customer: z.nullable(customerId),
    creditGroup: z.nullable(creditGroupId),
    currency,
    currentLimit: amount.check(z.describe('As it was when the line was written.')),
    currentExpiryDate: z.nullable(civilDate),
    newLimit: amount,
    expiryDate: z.nullable(civilDate),
    from: z.nullable(civilDate),
    to: z.nullable(civilDate),
    approvalStatus: z.enum(approvalStatuses).check(z.describe('What became of the last request about it alone (§11).')),
    approvalRequest: z.nullable(approvalRequestId),
    version,
  })
  .check(z.meta({ id: 'AdjustmentLine' }));

export function lineOnWire({ line: stored, approval, version }: StoredLine): z.input<typeof adjustmentLineView> {
  const { line, customer, creditGroup, currency, currentLimit, currentExpiryDate, newLimit, expiryDate } = stored;
  return {
    line,
    customer: customer ?? null,
    creditGroup: creditGroup ?? null,
    currency,
    currentLimit: formatAmount(currentLimit, currency),
    currentExpiryDate: currentExpiryDate ?? null,
    newLimit: formatAmount(newLimit, currency),
    expiryDate: expiryDate ?? null,
    from: stored.from ?? null,
    to: stored.to ?? null,
    approvalStatus: approval.approvalStatus,
    approvalRequest: approval.approvalRequest ?? null,
    version,
  };
}

/** §12.3: a line that stops the posting; what else it says depends on its code. */
export const refusedLine = z.looseObject({ line: adjustmentLineId, code: z.string() });
