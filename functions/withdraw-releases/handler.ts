import { changeHolds } from '../change-holds.ts';
import { http } from '../http.ts';
import { withdrawReleases } from './contract.ts';
import { withdrawingReleases } from './operation.ts';

/** §8.7: withdraws each release on its own; one refusal does not undo the others. */
export const handler = http(withdrawReleases, async (request, context) => {
  const results = await changeHolds(request, context, withdrawingReleases(request.body));
  return { body: { results } };
});
