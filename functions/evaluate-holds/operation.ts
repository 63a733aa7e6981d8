import type { CreditGroupId } from '../../domain/ids.ts';
import { isOlder } from '../../domain/older-holds.ts';
import { entityOfRecord } from '../access.ts';
import type { AuthorizedEntity } from '../actor.ts';
import {
  bookWaitingMessage,
  evaluateCustomerMessage,
  evaluateGroupMessage,
  queuedEvaluation,
  type EvaluationMessage,
} from '../evaluation-message.ts';
import { Busy } from '../problem.ts';
import { bookWaiting } from '../store/book-waiting.ts';
import { convertingGroupsOf } from '../store/converting-groups.ts';
import { readRulebookInForce } from '../store/credit-state.ts';
import { evaluator } from '../store/evaluate-customer.ts';
import { evaluateTogether } from '../store/evaluate-together.ts';
import { hasOpenHolds, readRelief, recordEvaluated, type Relief } from '../store/evaluated-relief.ts';
import { reliefIn, rulebookOf, type EvaluationScope } from '../store/evaluation-state.ts';
import { contentHash } from '../store/hash.ts';
import { customersWithOpenHolds } from '../store/hold-list.ts';
import { joined } from '../store/keys.ts';
import { askForEvaluationAgain } from '../store/periodic-tasks.ts';
import { send } from '../store/queues.ts';
import { nextWaiting, placeOfWaiting } from '../store/waiting-for-rate.ts';

type Asked<Kind extends EvaluationMessage['kind']> = Extract<EvaluationMessage, { readonly kind: Kind }>;

/**
 * §9.5: evaluates a customer's holds, those of a customer credit group, or finds the customers of an entity that have any
 * and has each evaluated. Those come from an index that may lag, so after a change they are looked for once more
 * (docs/adr/0006).
 */
export async function evaluateAsAsked(message: EvaluationMessage, deadlineMs: number): Promise<void> {
  if (message.kind === 'waiting') return bookSomeWaiting(message, deadlineMs);
  if (message.kind === 'entity') return evaluateEntity(message);
  return message.kind === 'customer' ? evaluateOne(message, deadlineMs) : evaluateGroup(message, deadlineMs);
}

/** What frees credit of a member frees it for the others too, so that a group's holds are evaluated together. */
async function evaluateOne(message: Asked<'customer'>, deadlineMs: number): Promise<void> {
  const { legalEntity, customer, because, cause, isOfEntity } = message;
  const scope = { kind: 'customer', entity: entityOfRecord(legalEntity), customer } as const;
  if (!(await hasOpenHolds(scope))) return;
  const seen = await readRelief(scope);
  if (seen.creditGroup === '') return evaluate(message, scope, seen, deadlineMs);
  // Two customers' causes may have one name, while a change of their entity is one cause for all of its members.
  const shared = contentHash(isOfEntity ? { legalEntity, cause } : { legalEntity, customer, cause });
  return send('evaluation', [evaluateGroupMessage(seen.creditGroup as CreditGroupId, because, shared)]);
}

async function evaluateGroup(message: Asked<'group'>, deadlineMs: number): Promise<void> {
  const scope = { kind: 'group', creditGroup: message.creditGroup } as const;
  if (await hasOpenHolds(scope)) await evaluate(message, scope, await readRelief(scope), deadlineMs);
}

/**
 * §9.6: the oldest hold first, each as the parameters of its own legal entity want it. `seen` was read before any of the holds.
 * Named after that too: what a cause changed before an interruption may have to change again for what came since.
 */
async function evaluate(
  message: Asked<'customer' | 'group'>,
  scope: EvaluationScope,
  seen: Relief,
  deadlineMs: number,
): Promise<void> {
  const { because, cause, after } = message;
  if (because === 'relief' && seen.relief <= seen.evaluated) return;
  const relief = after?.relief ?? seen.relief;
  const { isLate, last } = await evaluateTogether({
    scope,
    cause: joined(cause, String(relief)),
    actor: evaluator,
    deadlineMs,
    isAsked: ({ entity, hold }, state) =>
      (because === 'schedule' || rulebookOf(state, { entity }).parameters.autoEvaluate) &&
      (after === undefined || isOlder(after, hold)),
    // The schedule evaluates what changes do not.
    isFollowed: (state) => because !== 'schedule' && reliefIn(state, scope) > relief,
  });
  if (!isLate) return recordEvaluated(scope, relief);
  if (last === undefined) throw new Busy(new Error('there was no time to evaluate a hold'));
  const { heldAt, number, hold } = last;
  await send('evaluation', [queuedEvaluation({ ...message, after: { heldAt, number, hold, relief } })]);
}

/** So many transactions that one message's time is more than enough. */
const mostBookedAtOnce = 25;

/** §5.3: those of an entity's documents that waited for the rates that there are now; each that is booked has holds evaluated. */
async function bookSomeWaiting({ legalEntity, cause, after }: Asked<'waiting'>, deadlineMs: number): Promise<void> {
  const entity = entityOfRecord(legalEntity);
  const waiting = await nextWaiting(entity, after, mostBookedAtOnce);
  for (const document of waiting) await bookWaiting(entity, document, deadlineMs);
  const last = waiting.at(-1);
  if (last === undefined || waiting.length < mostBookedAtOnce) return;
  await send('evaluation', [bookWaitingMessage(entity, cause, placeOfWaiting(last))]);
}

/**
 * §4.4: at an entity's rates its members count in their groups, so that a change of its rates can let go holds of other entities;
 * whether these want that, their own parameters say.
 */
async function evaluateConvertingGroups(
  entity: AuthorizedEntity,
  because: Asked<'group'>['because'],
  cause: string,
): Promise<void> {
  const groups = await convertingGroupsOf(entity);
  const shared = contentHash({ legalEntity: entity, cause });
  await send(
    'evaluation',
    groups.map((creditGroup) => evaluateGroupMessage(creditGroup, because, shared)),
  );
}

async function evaluateEntity({ legalEntity, because, cause }: Asked<'entity'>): Promise<void> {
  const entity = entityOfRecord(legalEntity);
  const [first] = await nextWaiting(entity, undefined, 1);
  if (first !== undefined) await send('evaluation', [bookWaitingMessage(entity, cause)]);
  if (because !== 'schedule') await evaluateConvertingGroups(entity, because, cause);
  const { parameters } = await readRulebookInForce(entity, true);
  if (because !== 'schedule' && !parameters.autoEvaluate) return;
  const customers = await customersWithOpenHolds(entity);
  await send(
    'evaluation',
    customers.map((customer) => evaluateCustomerMessage(entity, customer, because, cause, true)),
  );
  if (because === 'change') await askForEvaluationAgain(entity, cause);
}
