import * as z from 'zod/mini';
import { holdResults, refusalsOfAll } from '../chosen-holds.ts';
import { contract } from '../contract.ts';
import { holdEnding } from '../hold-ending.ts';

export const releaseHolds = contract({
  name: 'release-holds',
  area: 'desk',
  method: 'POST',
  path: '/hold-releases',
  summary: 'Release holds',
  description:
    'With posting, an event tells the order system to carry out the posting that was stopped, with its original parameters, and ' +
    'it passes once without a check. Without posting, the hold goes and the order can be posted by hand (§8.5). ' +
    'With `releaseDelaySeconds`, a release with posting is `releasing` for so long, and can be withdrawn (§8.7).',
  params: z.strictObject({}),
  body: z.extend(holdEnding, { mode: z.enum(['with-posting', 'without-posting']) }),
  response: holdResults,
  refusals: refusalsOfAll,
});
