import * as z from 'zod/mini';
import { holdResults, refusalsOfAll } from '../chosen-holds.ts';
import { contract } from '../contract.ts';
import { holdEnding } from '../hold-ending.ts';

export const rejectHolds = contract({
  name: 'reject-holds',
  area: 'desk',
  method: 'POST',
  path: '/hold-rejections',
  summary: 'Reject held orders',
  description:
    'Takes the orders off the list and marks them rejected until a new version of them arrives (§7.3, §8.6).',
  params: z.strictObject({}),
  body: holdEnding,
  response: holdResults,
  refusals: refusalsOfAll,
});
