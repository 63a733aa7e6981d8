import { automatic } from '../../domain/evaluate-hold.ts';
import type { CustomerId, HoldId, Subject } from '../../domain/ids.ts';
import { isOlder } from '../../domain/older-holds.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { Busy } from '../problem.ts';
import { readOpenHolds, type StoredHold } from './credit-state.ts';
import { findDecision } from './decisions.ts';
import { evaluateTogether, holdName } from './evaluate-together.ts';
import { findHold } from './holds.ts';
import { evaluationId, type EvaluatedHold } from './propose-evaluation.ts';

export type { EvaluatedHold };

/** Who evaluates when nobody asked. */
export const evaluator = automatic as Subject;

/** Why a customer's holds are evaluated: the cause names the evaluation, so that doing it twice does it once (§9.6). */
export type Evaluating = {
  readonly entity: AuthorizedEntity;
  readonly customer: CustomerId;
  readonly cause: string;
  readonly actor: Subject;
  readonly deadlineMs: number;
};

/** The customer's open holds, the oldest first (§9.6). */
export async function openHoldsByAge(entity: AuthorizedEntity, customer: CustomerId): Promise<readonly StoredHold[]> {
  const holds = await readOpenHolds(entity, customer);
  return holds.toSorted((a, b) => (isOlder(a.hold, b.hold) ? -1 : 1));
}

/** §9.1–9.4: evaluates chosen holds of a customer for release, the oldest first, and says what came of each. */
export async function evaluateCustomer(
  evaluating: Evaluating,
  ids: readonly HoldId[],
): Promise<readonly EvaluatedHold[]> {
  const { entity, customer } = evaluating;
  const chosen = new Set(ids.map((id) => holdName(entity, id)));
  const { outcomes, isLate } = await evaluateTogether({
    ...evaluating,
    scope: { kind: 'customer', entity, customer },
    isAsked: (held) => held.hold.customer === customer && chosen.has(holdName(held.entity, held.hold.hold)),
  });
  if (isLate) throw new Busy(new Error('there was no time left for all holds'));
  const results: EvaluatedHold[] = [];
  for (const id of ids) results.push(outcomes.get(holdName(entity, id)) ?? (await evaluatedBefore(evaluating, id)));
  return results;
}

/** What the same evaluation did before it was interrupted; a hold that somebody else ended is none of its doing. */
async function evaluatedBefore({ entity, customer, cause }: Evaluating, id: HoldId): Promise<EvaluatedHold> {
  const [hold, decision] = await Promise.all([
    findHold(entity, id),
    findDecision(entity, customer, evaluationId(cause, id)),
  ]);
  if (hold === undefined) throw new Error(`hold ${id} is missing`);
  if (decision === undefined) return { outcome: 'unchanged', hold };
  return { outcome: decision.answer === 'passed' ? 'released' : 'changed', hold };
}
