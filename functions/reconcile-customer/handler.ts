import { differenceOnWire } from '../difference-on-wire.ts';
import { http } from '../http.ts';
import { reconcileCustomer } from './contract.ts';
import { reconcile } from './operation.ts';

/** §14 */
export const handler = http(
  reconcileCustomer,
  async ({ params, idempotencyKey, requestHash }, { entity, deadlineMs }) => {
    const { customer } = params;
    const asked = { entity, customer, idempotencyKey, requestHash, deadlineMs };
    const { differences, documents, currency, isReplay } = await reconcile(asked);
    const shown = differences.map((one) => differenceOnWire(one, currency));
    return { body: { customer, currency, documents, differences: shown }, isReplay };
  },
);
