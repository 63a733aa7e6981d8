import { http } from '../http.ts';
import { orderOnWire } from '../order-wire.ts';
import { excludeOrder } from './contract.ts';
import { setExclusion } from './operation.ts';

/** §7.2 */
export const handler = http(excludeOrder, async ({ params, query, body, ifMatch }, { actor, entity, deadlineMs }) => {
  const asked = { order: params.order, isExcluded: body.isExcluded, ifMatch, reason: query.reason };
  const { order, revision, currency } = await setExclusion(entity, asked, { subject: actor.subject, deadlineMs });
  return { body: orderOnWire(order, revision, currency), etag: revision };
});
