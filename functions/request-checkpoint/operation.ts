import { decideCheckpoint, type CheckpointQuestion } from '../../domain/checkpoint.ts';
import type { RequestId, Subject } from '../../domain/ids.ts';
import { shareOf } from '../../domain/order.ts';
import { assertSameCustomer } from '../../domain/receive-order.ts';
import { refuse } from '../../domain/refusal.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { minorUnits } from '../base-currency.ts';
import { changeOrder, type Intent, type Known } from '../store/change-order.ts';
import { changeTogether, type Proposed } from '../store/change-together.ts';
import { creditStateOf } from '../store/credit-state.ts';
import { readRulebook } from '../store/rulebook.ts';
import { decisionCodec, type Decision } from '../store/decision-item.ts';
import { contentHash } from '../store/hash.ts';
import type { OrderChange } from '../store/order-change.ts';
import { rulingChange } from '../store/ruling-change.ts';
import type { CheckpointMessage } from './checkpoint-message.ts';

export type Asker = { readonly subject: Subject; readonly deadlineMs: number; readonly request: RequestId };
export type CheckpointAnswer = { readonly decision: Decision; readonly currency: string; readonly isReplay: boolean };

/** §7.1: may this order pass this checkpoint? Asking again with the same request id gives the same answer. */
export async function askCheckpoint(
  entity: AuthorizedEntity,
  asked: CheckpointMessage,
  asker: Asker,
): Promise<CheckpointAnswer> {
  const { intent, propose } = asProposed(entity, asked, asker);
  const outcome = await changeOrder(intent, propose);
  if (outcome.kind === 'replayed') {
    const decision = decisionCodec(outcome.record, 'decision');
    const { currency } = await readRulebook(entity, decision.rulebook);
    return { decision, currency, isReplay: true };
  }
  if (outcome.kind === 'unchanged' || outcome.change.decision === undefined)
    throw new Error('a checkpoint was not decided');
  return { decision: outcome.change.decision, currency: outcome.known.rulebook.currency, isReplay: false };
}

/** Answers the first so many of several questions at once, each as if those before it had been answered; gives how many. */
export async function askTogether(
  entity: AuthorizedEntity,
  questions: readonly { readonly asked: CheckpointMessage; readonly asker: Asker }[],
): Promise<number> {
  return changeTogether(questions.map(({ asked, asker }) => asProposed(entity, asked, asker)));
}

function asProposed(entity: AuthorizedEntity, asked: CheckpointMessage, asker: Asker): Proposed {
  const intent: Intent = {
    entity,
    customer: asked.customer,
    order: asked.order,
    actor: asker.subject,
    request: asker.request,
    requestHash: questionHash(asked),
    deadlineMs: asker.deadlineMs,
  };
  return { intent, propose: (known) => answered(intent, known, asked) };
}

/** Of the amount itself: 100 and 100.00 are one question. */
function questionHash({ amount, ...asked }: CheckpointMessage): string {
  const { currency } = asked;
  if (amount === undefined || currency === undefined) return contentHash(asked);
  return contentHash({ ...asked, amount: minorUnits(amount, currency) });
}

function answered(intent: Intent, known: Known, asked: CheckpointMessage): OrderChange {
  if (known.order === undefined) throw refuse('not-found', { kind: 'order' });
  const { order } = known.order;
  assertSameCustomer(order, asked.customer);
  const question = questionOf(asked, order.currency ?? known.rulebook.currency);
  const credit = creditStateOf(known.credit, known.rulebook, known.moment.today);
  const ruling = decideCheckpoint(known.rulebook, credit, order, shareOf(order), known.holds, question, known.moment);
  return rulingChange(intent, known, ruling, question, 'checkpoint');
}

function questionOf(
  { checkpoint, mode, amount, currency, postingParameters }: CheckpointMessage,
  ownCurrency: string,
): CheckpointQuestion {
  if (currency !== undefined && currency !== ownCurrency) {
    throw refuse('document-currency-differs', { currency: ownCurrency });
  }
  return {
    checkpoint,
    mode,
    amount: amount === undefined ? undefined : minorUnits(amount, ownCurrency),
    postingParameters: postingParameters === undefined ? undefined : JSON.stringify(postingParameters),
  };
}
