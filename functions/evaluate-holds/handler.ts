import { entityOfRecord } from '../access.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { decode } from '../decode.ts';
import {
  bookWaitingMessage,
  evaluateCustomerMessage,
  evaluateGroupMessage,
  evaluationMessage,
} from '../evaluation-message.ts';
import type { EvaluationMessage } from '../evaluation-message.ts';
import { queue } from '../queue.ts';
import type { CreditGroupId, LegalEntityId } from '../../domain/ids.ts';
import { bookWaiting } from '../store/book-waiting.ts';
import { evaluateCustomer, evaluator, openHoldsByAge } from '../store/evaluate-customer.ts';
import { convertingGroupsOf } from '../store/converting-groups.ts';
import { readHoldPointers } from '../store/credit-groups.ts';
import { readCredit, readRulebookInForce } from '../store/credit-state.ts';
import { contentHash } from '../store/hash.ts';
import { customersWithOpenHolds } from '../store/hold-list.ts';
import { askForEvaluationAgain } from '../store/periodic-tasks.ts';
import { send } from '../store/queues.ts';
import { nextWaiting, placeOfWaiting } from '../store/waiting-for-rate.ts';

type Asked<Kind extends EvaluationMessage['kind']> = Extract<EvaluationMessage, { readonly kind: Kind }>;

/**
 * §9.5: evaluates a customer's holds, those of a customer credit group, or finds the customers of an entity that have any
 * and has each evaluated. Those come from an index that may lag, so after a change they are looked for once more
 * (docs/adr/0006).
 */
export const handler = queue('evaluation', async ({ body, deadlineMs }) => {
  const message = decode(evaluationMessage, body, '');
  if (message.kind === 'waiting') return bookSomeWaiting(message, deadlineMs);
  if (message.kind === 'group') return evaluateGroup(message, deadlineMs);
  return message.kind === 'customer' ? evaluateOne(message, deadlineMs) : evaluateEntity(message);
});

async function isWanted(legalEntity: LegalEntityId, because: Asked<'entity'>['because']): Promise<boolean> {
  const { parameters } = await readRulebookInForce(entityOfRecord(legalEntity), true);
  return because === 'schedule' || parameters.autoEvaluate;
}

/**
 * What frees credit of a member frees it for the others too, so that a group's holds are evaluated together, by age; each
 * as the parameters of its own legal entity want it.
 */
async function evaluateOne(
  { legalEntity, customer, because, cause, isOfEntity }: Asked<'customer'>,
  deadlineMs: number,
): Promise<void> {
  const entity = entityOfRecord(legalEntity);
  const { position } = await readCredit(entity, customer, true);
  if (position.creditGroup !== '') {
    // Two customers' causes may have one name, while a change of their entity is one cause for all of its members.
    const shared = contentHash(isOfEntity ? { legalEntity, cause } : { legalEntity, customer, cause });
    return send('evaluation', [evaluateGroupMessage(position.creditGroup as CreditGroupId, because, shared)]);
  }
  if (!(await isWanted(legalEntity, because))) return;
  const ids = (await openHoldsByAge(entity, customer)).map(({ hold }) => hold.hold);
  await evaluateCustomer({ entity, customer, cause, actor: evaluator, deadlineMs }, ids);
}

/** §9.6: the oldest hold of all members first. */
async function evaluateGroup({ creditGroup, because, cause }: Asked<'group'>, deadlineMs: number): Promise<void> {
  for (const { legalEntity, customer, hold } of await readHoldPointers(creditGroup)) {
    if (!(await isWanted(legalEntity, because))) continue;
    const entity = entityOfRecord(legalEntity);
    await evaluateCustomer({ entity, customer, cause, actor: evaluator, deadlineMs }, [hold]);
  }
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
  if (!(await isWanted(legalEntity, because))) return;
  const customers = await customersWithOpenHolds(entity);
  await send(
    'evaluation',
    customers.map((customer) => evaluateCustomerMessage(entity, customer, because, cause, true)),
  );
  if (because === 'change') await askForEvaluationAgain(entity, cause);
}
