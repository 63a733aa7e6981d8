import { rejected } from '../../domain/end-hold.ts';
import { http } from '../http.ts';
import { endHolds } from '../end-holds.ts';
import { orderRejected } from '../store/order-events.ts';
import { rejectHolds } from './contract.ts';

/** §8.6 */
export const handler = http(rejectHolds, async (request, context) => {
  const results = await endHolds(
    'reject-holds',
    request,
    { ...context, withPosting: false },
    {
      end: (held, end) => rejected(held, end),
      event: orderRejected,
    },
  );
  return { body: { results } };
});
