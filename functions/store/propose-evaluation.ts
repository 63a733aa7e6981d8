import type { Ruling } from '../../domain/checkpoint.ts';
import { evaluateHold } from '../../domain/evaluate-hold.ts';
import type { Hold } from '../../domain/hold.ts';
import type { HoldId, RequestId, Subject } from '../../domain/ids.ts';
import { ownRequestId } from '../own-request-id.ts';
import type { Intent } from './change-order.ts';
import type { OpenHold } from './credit-groups.ts';
import { creditStateOf } from './credit-state.ts';
import { contentHash } from './hash.ts';
import { knownOf, type EvaluationState } from './evaluation-state.ts';
import { planned, type PlannedChange } from './order-change.ts';
import { rulingChange } from './ruling-change.ts';

export type EvaluatedHold = { readonly outcome: 'released' | 'changed' | 'unchanged'; readonly hold: Hold };

/** What comes of the evaluation of a hold once its change, if it makes one, is written. */
export type Proposal = { readonly own: OpenHold; readonly outcome: EvaluatedHold; readonly change?: PlannedChange };

type Asked = { readonly cause: string; readonly actor: Subject; readonly deadlineMs: number };

/** §9.2–9.4, for one hold. */
export function proposedFor(asked: Asked, state: EvaluationState, own: OpenHold): Proposal {
  const known = knownOf(state, own);
  const credit = creditStateOf(known.credit, known.rulebook, known.moment.today);
  const result = evaluateHold(known.rulebook, credit, own, known.holds, known.moment);
  const intent = intentOf(asked, own);
  if (result.hold.kind === 'unchanged')
    return { own, outcome: { outcome: outcomeBefore(own, intent), hold: own.hold } };
  const ruling: Ruling = { ...result, answer: result.hold.kind === 'ended' ? 'passed' : 'held' };
  const { posting } = own.hold;
  const question = {
    checkpoint: posting?.checkpoint ?? 'confirmation',
    mode: posting?.mode ?? 'posting',
    amount: posting?.amount,
  } as const;
  const change = rulingChange(intent, known, ruling, question, 'evaluation');
  const context = { entity: own.entity, actor: asked.actor, now: known.moment.now, intent: intent.request };
  const outcome = { outcome: ruling.answer === 'passed' ? 'released' : 'changed', hold: result.hold.hold } as const;
  return { own, outcome, change: planned(context, known, change) };
}

/** What the same evaluation changed before it was interrupted, it says again. */
function outcomeBefore({ order }: OpenHold, { request }: Intent): EvaluatedHold['outcome'] {
  return order.lastDecision === request ? 'changed' : 'unchanged';
}

function intentOf({ cause, actor, deadlineMs }: Asked, { entity, hold }: OpenHold): Intent {
  const { customer, order } = hold;
  return { entity, customer, order, actor, request: evaluationId(cause, hold.hold), requestHash: '', deadlineMs };
}

/**
 * The id of the decision that an evaluation makes about a hold. A cause names documents, or another evaluation with a cause of its
 * own: only its hash is sure to fit a key (§16).
 */
export function evaluationId(cause: string, hold: HoldId): RequestId {
  return ownRequestId('evaluation', contentHash(cause), hold);
}
