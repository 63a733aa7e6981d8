import type { Ruling } from '../../domain/checkpoint.ts';
import { automatic, evaluateHold } from '../../domain/evaluate-hold.ts';
import type { Hold } from '../../domain/hold.ts';
import type { CustomerId, HoldId, RequestId, Subject } from '../../domain/ids.ts';
import { isOlder, olderHoldsOf } from '../../domain/older-holds.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { ownRequestId } from '../own-request-id.ts';
import { withThreshold } from './ageing-threshold.ts';
import { changeOrder, type Basis, type Changed, type Intent, type Known } from './change-order.ts';
import { withGroup } from './credit-groups.ts';
import { creditStateOf, readCredit, readOpenHolds, readRulebookInForce, type StoredHold } from './credit-state.ts';
import { findDecision } from './decisions.ts';
import { contentHash } from './hash.ts';
import { findHold } from './holds.ts';
import { withMissingRates } from './missing-rates.ts';
import type { OrderChange } from './order-change.ts';
import { rulingChange } from './ruling-change.ts';

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

export type EvaluatedHold = { readonly outcome: 'released' | 'changed' | 'unchanged'; readonly hold: Hold };

/** The customer's open holds, the oldest first (§9.6). */
export async function openHoldsByAge(entity: AuthorizedEntity, customer: CustomerId): Promise<readonly StoredHold[]> {
  const holds = await readOpenHolds(entity, customer);
  return holds.toSorted((a, b) => (isOlder(a.hold, b.hold) ? -1 : 1));
}

/**
 * §9.1–9.4: evaluates holds of a customer for release, the oldest first, each in a transaction of its own. What they share
 * is read once, carried from one to the next, and read again only where somebody else came in between.
 */
export async function evaluateCustomer(
  evaluating: Evaluating,
  ids: readonly HoldId[],
): Promise<readonly EvaluatedHold[]> {
  const results: EvaluatedHold[] = [];
  let shared: Shared | undefined;
  for (const id of ids) {
    shared ??= await readShared(evaluating);
    const own = shared.holds.find(({ hold }) => hold.hold === id);
    if (own === undefined) {
      results.push(await evaluatedBefore(evaluating, id));
      continue;
    }
    const changed = await changeOrder(intentOf(evaluating, own), (known) => evaluated(evaluating, known, own), {
      ...shared,
      order: { order: own.order, seq: own.seq },
    });
    results.push(await resultOf(evaluating, own, changed));
    shared = afterwards(own, changed);
  }
  return results;
}

type Shared = Omit<Basis, 'order'>;

async function readShared({ entity, customer }: Evaluating): Promise<Shared> {
  const [credit, rulebook, holds] = await Promise.all([
    readCredit(entity, customer, true),
    readRulebookInForce(entity, true),
    readOpenHolds(entity, customer),
  ]);
  const current = await withThreshold(entity, credit, rulebook.parameters.ignoreOverdueBelow);
  const whole = await withGroup(entity, current, true, true);
  return { credit: await withMissingRates(entity, whole), rulebook, holds };
}

function intentOf({ entity, customer, cause, actor, deadlineMs }: Evaluating, { hold }: StoredHold): Intent {
  const request = evaluationId(cause, hold.hold);
  return { entity, customer, order: hold.order, actor, request, requestHash: '', deadlineMs };
}

/** A cause names documents, or another evaluation with a cause of its own: only its hash is sure to fit a key (§16). */
function evaluationId(cause: string, hold: HoldId): RequestId {
  return ownRequestId('evaluation', contentHash(cause), hold);
}

function evaluated(evaluating: Evaluating, known: Known, { hold: { hold: id } }: StoredHold): OrderChange | 'nothing' {
  const own = known.holds.find(({ hold }) => hold.hold === id);
  // It ended in between: there is nothing to evaluate.
  if (own === undefined) return 'nothing';
  const credit = creditStateOf(known.credit, known.rulebook, known.moment.today);
  const result = evaluateHold(known.rulebook, credit, own, olderHoldsOf(own, known.holds), known.moment);
  if (result.hold.kind === 'unchanged') return 'nothing';
  const ruling: Ruling = { ...result, answer: result.hold.kind === 'ended' ? 'passed' : 'held' };
  const { posting } = own.hold;
  const question = {
    checkpoint: posting?.checkpoint ?? 'confirmation',
    mode: posting?.mode ?? 'posting',
    amount: posting?.amount,
  } as const;
  return rulingChange(intentOf(evaluating, own), known, ruling, question, 'evaluation');
}

async function resultOf(evaluating: Evaluating, own: StoredHold, changed: Changed): Promise<EvaluatedHold> {
  if (changed.kind === 'unchanged') return { outcome: 'unchanged', hold: own.hold };
  if (changed.kind === 'replayed') return evaluatedBefore(evaluating, own.hold.hold);
  const ruling = changed.change.hold;
  if (ruling === undefined) throw new Error('an evaluation changed no hold');
  return { outcome: ruling.kind === 'ended' ? 'released' : 'changed', hold: ruling.hold };
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

/** What the next hold is evaluated from; `undefined` where it must be read again. */
function afterwards(own: StoredHold, changed: Changed): Shared | undefined {
  if (changed.kind === 'replayed') return undefined;
  const { credit, rulebook, holds } = changed.known;
  if (changed.kind === 'unchanged') return { credit, rulebook, holds };
  const { order, hold: ruling } = changed.change;
  const others = holds.filter(({ hold }) => hold.hold !== own.hold.hold);
  const kept = ruling?.kind === 'changed' ? [{ hold: ruling.hold, order, seq: own.seq + 1 }] : [];
  return { credit: changed.credit, rulebook, holds: [...others, ...kept] };
}
