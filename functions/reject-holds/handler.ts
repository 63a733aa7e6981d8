import { changeHolds } from '../change-holds.ts';
import { http } from '../http.ts';
import { rejectHolds } from './contract.ts';
import { rejectingHolds } from './operation.ts';

/** §8.6: rejects each hold on its own; one refusal does not undo the others. */
export const handler = http(rejectHolds, async (request, context) => {
  const results = await changeHolds(request, context, rejectingHolds(request.body));
  return { body: { results } };
});
