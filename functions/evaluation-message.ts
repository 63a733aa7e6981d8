import * as z from 'zod/mini';
import type { CreditGroupId, CustomerId, LegalEntityId } from '../domain/ids.ts';
import { contentHash } from './store/hash.ts';
import { creditGroupId, customerId, legalEntityId } from './wire.ts';

/**
 * Why: what moved `relief`, which an evaluation that began later has seen; another change that may have cleared something, the
 * same once more (docs/adr/0006); or the day's schedule, which dates alone need.
 */
const because = z.enum(['relief', 'change', 'change-again', 'schedule']);

/** Where an evaluation that had no time left goes on: after this hold; and the `relief` that it began with. */
const after = z.strictObject({ heldAt: z.string(), number: z.int(), hold: z.string(), relief: z.int() });

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
    after: z.optional(after),
  }),
  z.strictObject({
    kind: z.literal('group'),
    creditGroup: creditGroupId,
    because,
    cause: z.string(),
    after: z.optional(after),
  }),
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

/** A message for the evaluation queue. What asks for the same because of the same is the same message. */
export type QueuedEvaluation = { readonly body: EvaluationMessage; readonly group: string; readonly id: string };

export function queuedEvaluation(body: EvaluationMessage): QueuedEvaluation {
  return { body, group: JSON.stringify(concernedBy(body)), id: JSON.stringify(body) };
}

function concernedBy(body: EvaluationMessage): readonly string[] {
  if (body.kind === 'customer') return [body.legalEntity, body.customer];
  if (body.kind === 'group') return ['group', body.creditGroup, ''];
  return body.kind === 'waiting' ? ['waiting', body.legalEntity, ''] : [body.legalEntity];
}

export function evaluateCustomerMessage(
  legalEntity: LegalEntityId,
  customer: CustomerId,
  because: Because,
  cause: string,
  isOfEntity = false,
): QueuedEvaluation {
  return queuedEvaluation({ kind: 'customer', legalEntity, customer, because, cause, isOfEntity });
}

export function evaluateGroupMessage(creditGroup: CreditGroupId, because: Because, cause: string): QueuedEvaluation {
  return queuedEvaluation({ kind: 'group', creditGroup, because, cause });
}

export function evaluateEntityMessage(legalEntity: LegalEntityId, because: Because, cause: string): QueuedEvaluation {
  return queuedEvaluation({ kind: 'entity', legalEntity, because, cause });
}

export function bookWaitingMessage(legalEntity: LegalEntityId, cause: string, after?: string): QueuedEvaluation {
  return queuedEvaluation({ kind: 'waiting', legalEntity, cause, ...(after === undefined ? {} : { after }) });
}

/**
 * One message for all that ask for the same, since what caused them is all stored by now. It is named after every cause: named
 * after one, it would be taken for a message that went before the others.
 */
export function mergedEvaluations(messages: readonly QueuedEvaluation[]): readonly QueuedEvaluation[] {
  const same = Map.groupBy(messages, ({ body }) => JSON.stringify({ ...body, cause: '' }));
  return [...same.values()].flatMap(([first, ...others]) => {
    if (first === undefined || others.length === 0) return first ?? [];
    const causes = [first, ...others].map(({ body }) => body.cause);
    return queuedEvaluation({ ...first.body, cause: contentHash(causes) });
  });
}
