import * as z from 'zod/mini';
import type { CreditGroupId, CustomerId, LegalEntityId } from '../domain/ids.ts';
import { creditGroupId, customerId, legalEntityId } from './wire.ts';

/**
 * Why: a change that may have cleared something, the same change once more (docs/adr/0006), or the day's schedule, which
 * dates alone need.
 */
const because = z.enum(['change', 'change-again', 'schedule']);

/** What `evaluate-holds` is asked: one customer's holds, those of a credit group, or all of an entity's customers that have any. */
export const evaluationMessage = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('customer'),
    legalEntity: legalEntityId,
    customer: customerId,
    because,
    cause: z.string(),
    /** It is one of many that the same change of an entity asks for. */
    isOfEntity: z._default(z.boolean(), false),
  }),
  z.strictObject({ kind: z.literal('group'), creditGroup: creditGroupId, because, cause: z.string() }),
  z.strictObject({ kind: z.literal('entity'), legalEntity: legalEntityId, because, cause: z.string() }),
  /** Book what waits for exchange rates, from a place in the list of it on (§5.3). */
  z.strictObject({
    kind: z.literal('waiting'),
    legalEntity: legalEntityId,
    cause: z.string(),
    after: z.optional(z.string()),
  }),
]);
export type EvaluationMessage = z.output<typeof evaluationMessage>;

type Because = z.output<typeof because>;

export function evaluateCustomerMessage(
  legalEntity: LegalEntityId,
  customer: CustomerId,
  because: Because,
  cause: string,
  isOfEntity = false,
) {
  const body: EvaluationMessage = { kind: 'customer', legalEntity, customer, because, cause, isOfEntity };
  return { body, group: JSON.stringify([legalEntity, customer]), id: JSON.stringify([legalEntity, customer, cause]) };
}

export function evaluateGroupMessage(creditGroup: CreditGroupId, because: Because, cause: string) {
  const body: EvaluationMessage = { kind: 'group', creditGroup, because, cause };
  return { body, group: JSON.stringify(['group', creditGroup, '']), id: JSON.stringify(['group', creditGroup, cause]) };
}

export function evaluateEntityMessage(legalEntity: LegalEntityId, because: Because, cause: string) {
  const body: EvaluationMessage = { kind: 'entity', legalEntity, because, cause };
  return { body, group: JSON.stringify([legalEntity]), id: JSON.stringify([legalEntity, cause]) };
}

export function bookWaitingMessage(legalEntity: LegalEntityId, cause: string, after?: string) {
  const body: EvaluationMessage = { kind: 'waiting', legalEntity, cause, ...(after === undefined ? {} : { after }) };
  const id = JSON.stringify(['waiting', legalEntity, cause, after ?? null]);
  return { body, group: JSON.stringify(['waiting', legalEntity]), id };
}
