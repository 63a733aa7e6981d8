import type { Subject } from '../../domain/ids.ts';
import { authorize, intake } from '../access.ts';
import { decodeJson } from '../decode-json.ts';
import { decode } from '../decode.ts';
import { withActor } from '../identity.ts';
import { envelope, intakeMessages } from '../intake-message.ts';
import { queue } from '../queue.ts';
import { send } from '../store/queues.ts';
import { requiredEnvironment } from '../store/required-environment.ts';

/**
 * §15.1: validates what a sending system put into its queue, checks its principal's grants, and forwards it. A customer's
 * messages keep their order from the order queue on; the intake queue itself keeps none.
 */
export const handler = queue(
  'intake',
  async ({ body }) => {
    const message = decode(envelope, body, '');
    const subject = requiredEnvironment('INTAKE_PRINCIPAL') as Subject;
    const { data } = intakeMessages[message.type];
    await withActor(subject, (actor) => authorize(intake, actor, message.legalEntity));
    const { customer } = decode(data, message.data, '/data');
    const group = JSON.stringify([message.legalEntity, customer]);
    await send('orders', [
      { body: { envelope: message, subject }, group, id: JSON.stringify([message.legalEntity, message.id, body]) },
    ]);
  },
  decodeJson,
);
