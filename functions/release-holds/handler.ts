import { released } from '../../domain/end-hold.ts';
import { http } from '../http.ts';
import { endHolds } from '../end-holds.ts';
import { orderReleased } from '../store/order-events.ts';
import { releaseHolds } from './contract.ts';

/** §8.5: releases each hold on its own; one refusal does not undo the others. */
export const handler = http(releaseHolds, async (request, context) => {
  const withPosting = request.body.mode === 'with-posting';
  const results = await endHolds(
    'release-holds',
    request,
    { ...context, withPosting },
    {
      end: (held, end, { rulebook, moment }) => released(held, end, rulebook.parameters, moment.today),
      event: orderReleased,
    },
  );
  return { body: { results } };
});
