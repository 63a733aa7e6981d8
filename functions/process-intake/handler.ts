import { authorize, intake } from '../access.ts';
import { decode } from '../decode.ts';
import { withActor } from '../identity.ts';
import { forwarded } from '../intake-message.ts';
import { queue } from '../queue.ts';
import { carryOut } from './carry-out.ts';

/** §15.1: carries out forwarded messages as the operation of the same name would; grants are checked again, they may have gone. */
export const handler = queue('orders', async ({ body, deadlineMs }) => {
  const { envelope, subject } = decode(forwarded, body, '');
  const entity = await withActor(subject, (actor) => authorize(intake, actor, envelope.legalEntity));
  await carryOut(entity, envelope, { subject, deadlineMs });
});
