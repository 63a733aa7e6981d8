import * as z from 'zod/mini';
import { reasonCodes } from '../../domain/evaluation.ts';
import { holdStates } from '../../domain/hold.ts';
import { contract } from '../contract.ts';
import { holdFilters } from '../hold-filters.ts';
import { holdEntry } from '../hold-wire.ts';
import { pageOf, pageQuery } from '../page.ts';

export const listHolds = contract({
  name: 'list-holds',
  area: 'desk',
  method: 'GET',
  path: '/holds',
  summary: 'List holds of all legal entities that you may see',
  description:
    'Those that have not ended, the oldest first or as `sort` says; with ended states, the latest first. A hold must fit every ' +
    'filter; of a filter given several times (`state=open&state=releasing`), one of its values. Amounts and shortfall are as of ' +
    'the last evaluation. Holds that come and go between pages move no others. ' +
    'A page of ended ones may be short, or empty, and still have a `nextCursor`: so much of the past was looked through.',
  params: z.strictObject({}),
  query: z.safeExtend(holdFilters, pageQuery.shape),
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
  inWords: true,
  refusals: ['too-many-open-holds', 'invalid-cursor', 'not-allowed', 'legal-entity-not-found'],
});
