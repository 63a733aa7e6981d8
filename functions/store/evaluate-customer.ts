import { automatic, evaluateHold } from '../../domain/evaluate-hold.ts';
import { isOlder, olderHoldsOf } from '../../domain/older-holds.ts';
import type { Ruling } from '../../domain/checkpoint.ts';
import type { Hold } from '../../domain/hold.ts';
import type { CustomerId, Subject } from '../../domain/ids.ts';
import { ownRequestId } from '../own-request-id.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { changeOrder, type Intent, type Known } from './change-order.ts';
import { creditStateOf, readOpenHolds } from './credit-state.ts';
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

/** §9.1–9.4: evaluates every open hold of a customer for release, the oldest first, each in a transaction of its own. */
export async function evaluateCustomer(evaluating: Evaluating): Promise<readonly EvaluatedHold[]> {
  const { entity, customer } = evaluating;
  const held = await readOpenHolds(entity, customer);
  const results: EvaluatedHold[] = [];
  for (const { hold } of held.toSorted((a, b) => (isOlder(a.hold, b.hold) ? -1 : 1))) {
    results.push(await evaluateOne(evaluating, hold));
  }
  return results;
}

async function evaluateOne(
  { entity, customer, cause, actor, deadlineMs }: Evaluating,
  hold: Hold,
): Promise<EvaluatedHold> {
  const request = ownRequestId('evaluation', cause, hold.hold);
  const intent: Intent = { entity, customer, order: hold.order, actor, request, requestHash: '', deadlineMs };
  const changed = await changeOrder(intent, (known) => evaluated(intent, known, hold));
  const ruling = changed.kind === 'changed' ? changed.change.hold : undefined;
  if (ruling === undefined) return { outcome: 'unchanged', hold };
  return { outcome: ruling.kind === 'ended' ? 'released' : 'changed', hold: ruling.hold };
}

function evaluated(intent: Intent, known: Known, { hold: id }: Hold): OrderChange | 'nothing' {
  const own = known.holds.find(({ hold }) => hold.hold === id);
  // It ended in between: there is nothing to evaluate.
  if (own === undefined) return 'nothing';
  const credit = creditStateOf(known.credit);
  const result = evaluateHold(known.rulebook, credit, own, olderHoldsOf(own, known.holds), known.moment);
  if (result.hold.kind === 'unchanged') return 'nothing';
  const ruling: Ruling = { ...result, answer: result.hold.kind === 'ended' ? 'passed' : 'held' };
  const { checkpoint = 'confirmation', mode = 'posting' } = own.hold.posting ?? {};
  return rulingChange(intent, known, ruling, { checkpoint, mode, amount: own.hold.posting?.amount }, 'evaluation');
}
