import * as z from 'zod/mini';
import { chosenHold, chosenHolds, dryRun, holdResults, refusalsOfAll } from '../chosen-holds.ts';
import { contract } from '../contract.ts';
import { note } from '../wire.ts';

export const withdrawReleases = contract({
  name: 'withdraw-releases',
  area: 'desk',
  method: 'POST',
  path: '/hold-release-withdrawals',
  summary: 'Withdraw releases before their delay ends',
  description:
    'Until then nothing was sent, and the hold is what it was; it is evaluated for what came meanwhile. Whoever released may ' +
    'withdraw, and whoever might release the order. Afterwards it is refused (§8.7).',
  params: z.strictObject({}),
  body: z.strictObject({
    holds: chosenHolds(chosenHold),
    note: z.optional(note).check(z.describe('Why; kept in the audit chain.')),
    dryRun,
  }),
  response: holdResults,
  refusals: refusalsOfAll,
});
