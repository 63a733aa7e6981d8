import { holdOnWire } from '../hold-wire.ts';
import { http } from '../http.ts';
import { joined } from '../store/keys.ts';
import { forceHold } from './contract.ts';
import { force } from './operation.ts';

/** §10 */
export const handler = http(
  forceHold,
  async ({ params, body, idempotencyKey, requestHash }, { actor, entity, deadlineMs }) => {
    const asked = { ...body, order: params.order, key: joined(idempotencyKey), requestHash };
    const { hold, isReplay, currency } = await force(entity, asked, { subject: actor.subject, deadlineMs });
    return { body: holdOnWire(hold, entity, currency), isReplay, isCreated: !isReplay && !body.dryRun };
  },
);
