import { entityOfRecord } from '../access.ts';
import { decode } from '../decode.ts';
import { evaluateCustomerMessage, evaluationMessage } from '../evaluation-message.ts';
import { queue } from '../queue.ts';
import { evaluateCustomer, evaluator, openHoldsByAge } from '../store/evaluate-customer.ts';
import { readRulebookInForce } from '../store/credit-state.ts';
import { customersWithOpenHolds } from '../store/hold-list.ts';
import { askForEvaluationAgain } from '../store/periodic-tasks.ts';
import { send } from '../store/queues.ts';

/**
 * §9.5: evaluates a customer's holds, or finds the customers of an entity that have any and has each evaluated. Those come
 * from an index that may lag, so after a change they are looked for once more (docs/adr/0006).
 */
export const handler = queue('evaluation', async ({ body, deadlineMs }) => {
  const message = decode(evaluationMessage, body, '');
  const entity = entityOfRecord(message.legalEntity);
  const { because, cause } = message;
  const { parameters } = await readRulebookInForce(entity, true);
  if (because !== 'schedule' && !parameters.autoEvaluate) return;
  if (message.kind === 'customer') {
    const { customer } = message;
    const ids = (await openHoldsByAge(entity, customer)).map(({ hold }) => hold.hold);
    await evaluateCustomer({ entity, customer, cause, actor: evaluator, deadlineMs }, ids);
    return;
  }
  const customers = await customersWithOpenHolds(entity);
  await send(
    'evaluation',
    customers.map((customer) => evaluateCustomerMessage(entity, customer, because, cause)),
  );
  if (because === 'change') await askForEvaluationAgain(entity, cause);
});
