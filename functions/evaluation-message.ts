import * as z from 'zod/mini';
import type { CustomerId, LegalEntityId } from '../domain/ids.ts';
import { customerId, legalEntityId } from './wire.ts';

/**
 * Why: a change that may have cleared something, the same change once more (docs/adr/0006), or the day's schedule, which
 * dates alone need.
 */
const because = z.enum(['change', 'change-again', 'schedule']);

/** What `evaluate-holds` is asked: one customer's holds, or all of an entity's customers that have any. */
export const evaluationMessage = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('customer'),
    legalEntity: legalEntityId,
    customer: customerId,
    because,
    cause: z.string(),
  }),
  z.strictObject({ kind: z.literal('entity'), legalEntity: legalEntityId, because, cause: z.string() }),
]);
export type EvaluationMessage = z.output<typeof evaluationMessage>;

type Because = z.output<typeof because>;

export function evaluateCustomerMessage(
  legalEntity: LegalEntityId,
  customer: CustomerId,
  because: Because,
  cause: string,
) {
  const body: EvaluationMessage = { kind: 'customer', legalEntity, customer, because, cause };
  return { body, group: JSON.stringify([legalEntity, customer]), id: JSON.stringify([legalEntity, customer, cause]) };
}

export function evaluateEntityMessage(legalEntity: LegalEntityId, because: Because, cause: string) {
  const body: EvaluationMessage = { kind: 'entity', legalEntity, because, cause };
  return { body, group: JSON.stringify([legalEntity]), id: JSON.stringify([legalEntity, cause]) };
}
