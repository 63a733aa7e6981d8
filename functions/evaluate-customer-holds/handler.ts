import { holdOnWire } from '../hold-wire.ts';
import { http } from '../http.ts';
import { evaluateCustomerHolds } from './contract.ts';
import { evaluateOnRequest } from './operation.ts';

/** §9.1, for one customer. */
export const handler = http(
  evaluateCustomerHolds,
  async ({ params, idempotencyKey, requestHash }, { actor, entity, deadlineMs }) => {
    const asked = {
      entity,
      customer: params.customer,
      actor: actor.subject,
      deadlineMs,
      cause: `asked:${idempotencyKey}`,
    };
    const { results, currency, isReplay } = await evaluateOnRequest(asked, requestHash);
    return {
      body: { results: results.map(({ outcome, hold }) => ({ outcome, hold: holdOnWire(hold, entity, currency) })) },
      isReplay,
    };
  },
);
