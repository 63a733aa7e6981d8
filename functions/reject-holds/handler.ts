import { rejected } from '../../domain/end-hold.ts';
import { changeHolds } from '../change-holds.ts';
import { ended, endingHolds } from '../end-holds.ts';
import { http } from '../http.ts';
import { orderRejected } from '../store/order-events.ts';
import { rejectHolds } from './contract.ts';

/** §8.6 */
export const handler = http(rejectHolds, async (request, context) => {
  const { body } = request;
  const rejection = endingHolds('reject-holds', body, (own, setting) =>
    ended(own, setting, body, false, { end: (held, end) => rejected(held, end), event: orderRejected }),
  );
  return { body: { results: await changeHolds(request, context, rejection) } };
});
