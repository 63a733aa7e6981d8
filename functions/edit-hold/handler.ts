import { wordsIn } from '../../domain/words/words-in.ts';
import { holdOnWire } from '../hold-wire.ts';
import { http } from '../http.ts';
import { editHold } from './contract.ts';
import { changeHold } from './operation.ts';

/** §8.3 */
export const handler = http(editHold, async (request, { actor, entity, deadlineMs }) => {
  const { params, query, body, ifMatch, language } = request;
  const sender = { subject: actor.subject, deadlineMs };
  const { hold, currency } = await changeHold(
    entity,
    { hold: params.hold, ...body, ifMatch, because: query.reason },
    sender,
  );
  return { body: holdOnWire(hold, entity, currency, wordsIn(language)), etag: hold.version };
});
