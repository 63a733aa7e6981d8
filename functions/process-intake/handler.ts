import { authorize, intake } from '../access.ts';
import { decode } from '../decode.ts';
import { withActor } from '../identity.ts';
import { forwarded } from '../intake-message.ts';
import { queue } from '../queue.ts';
import { answerTogether } from './answer-together.ts';
import { carryOut } from './carry-out.ts';

/**
 * §15.1: carries out forwarded messages as the operation of the same name would; grants are checked again, they may have gone.
 * Questions that follow one another are answered in one transaction where they fit.
 */
export const handler = queue('orders', async ({ body, deadlineMs, done, following }) => {
  const message = decode(forwarded, body, '');
  const { envelope, subject } = message;
  if (done.delete(JSON.stringify(message))) return;
  const entity = await withActor(subject, (actor) => authorize(intake, actor, envelope.legalEntity));
  const answered = await answerTogether(entity, message, following(), deadlineMs);
  for (const later of answered.slice(1)) done.add(JSON.stringify(later));
  if (answered.length === 0) await carryOut(entity, envelope, { subject, deadlineMs });
});
