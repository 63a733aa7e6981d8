import * as z from 'zod/mini';
import { reasonCodes } from '../../domain/evaluation.ts';
import { holdStates } from '../../domain/hold.ts';
import { contract } from '../contract.ts';
import { holdEntry } from '../hold-wire.ts';
import { pageOf, pageQuery } from '../page.ts';
import { customerId, legalEntityId } from '../wire.ts';

export const listHolds = contract({
  name: 'list-holds',
  area: 'desk',
  method: 'GET',
  path: '/holds',
  summary: 'List holds of all legal entities that you may see',
  description:
    'Open ones, the oldest first; with an ended state, the latest first. Amounts and shortfall are as of the last evaluation. ' +
    'A page of ended ones may be short, or empty, and still have a `nextCursor`: so much of the past was looked through.',
  params: z.strictObject({}),
  query: z.extend(pageQuery, {
    legalEntity: z.optional(legalEntityId),
    customer: z.optional(customerId),
    reason: z.optional(z.enum(reasonCodes)).check(z.describe('An active reason.')),
    state: z.optional(z.enum(holdStates)).check(z.describe('Without it, all that have not ended.')),
  }),
  response: z.safeExtend(pageOf(holdEntry), {
    counts: z
      .nullable(
        z.strictObject({
          total: z.int(),
          byState: z.partialRecord(z.enum(holdStates), z.int()),
          byReason: z.partialRecord(z.enum(reasonCodes), z.int()),
        }),
      )
      .check(z.describe('Over all pages; null where ended holds are listed.')),
  }),
  refusals: ['too-many-open-holds', 'invalid-cursor', 'not-allowed', 'legal-entity-not-found'],
});
