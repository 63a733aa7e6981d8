import { changeHolds } from '../change-holds.ts';
import { http } from '../http.ts';
import { releaseHolds } from './contract.ts';
import { releasingHolds } from './operation.ts';

/** §8.5, §8.7: releases each hold on its own; one refusal does not undo the others. */
export const handler = http(releaseHolds, async (request, context) => {
  const results = await changeHolds(request, context, releasingHolds(request.body));
  return { body: { results } };
});
