import * as z from 'zod/mini';
import { reviewKinds } from '../../domain/review-work.ts';
import { contract } from '../contract.ts';
import { pageSize } from '../page-size.ts';
import { pageOf, pageQuery } from '../page.ts';
import { repeatable } from '../query-values.ts';
import { reviewWork } from '../review-work-wire.ts';
import { civilDate, code, legalEntityId } from '../wire.ts';

const filters = z.extend(pageQuery, {
  limit: pageSize(50),
  kind: z.enum(reviewKinds),
  from: z.optional(civilDate).check(z.describe('Not for the credit watch, as `to`.')),
  to: z.optional(civilDate),
  creditManagementGroup: z
    .optional(repeatable(code))
    .check(z.describe('That the customer was labelled with at the last search. Customer credit groups have none.')),
});

export const listReviewWork = contract({
  name: 'list-review-work',
  area: 'customers',
  method: 'GET',
  path: '/legal-entities/{legalEntity}/review-work',
  summary: 'List what has to be reviewed',
  description:
    'Of one kind: reviews that are due, limits or policies that expire soon, by date; or the credit watch, by what was used at the ' +
    'last search, the most first. What the last search found is shown as it is now, and not at all where it no longer is; a page may ' +
    'so be short and still have a `nextCursor`. What has become due since then comes with the next search. A credit limit that has ' +
    'expired is listed until it is renewed.',
  params: z.strictObject({ legalEntity: legalEntityId }),
  query: filters.check(
    z.superRefine(({ kind, from, to }, { issues }) => {
      if (kind !== 'credit-watch') return;
      for (const [name, given] of Object.entries({ from, to })) {
        if (given === undefined) continue;
        issues.push({ code: 'custom', message: 'is not for the credit watch', path: [name], input: given });
      }
    }),
  ),
  response: pageOf(reviewWork),
  refusals: ['invalid-cursor'],
});
