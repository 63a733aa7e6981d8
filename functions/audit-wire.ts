import * as z from 'zod/mini';
import { auditKinds, chainBreaks } from '../domain/audit.ts';
import { pageOf, pageQuery } from './page.ts';
import { wholeNumber } from './query-values.ts';
import type { AuditLink } from './store/audit.ts';

const state = z
  .nullable(z.record(z.string(), z.unknown()))
  .check(
    z.describe(
      'As it is read elsewhere: amounts are decimals, in the currency beside them or else in the base currency. Null where there was or is nothing.',
    ),
  );
const hash = z
  .string()
  .check(z.regex(/^[\w-]{43}$/), z.meta({ examples: ['yTiqo3qJmY0iWkGlNZ5x2cZ0HkZl1pP3ZK2b6kTn9mE'] }));

/** §17: one change. */
const auditLinkView = z
  .strictObject({
    chain: z.string().check(z.describe('The name of the chain, of which the hash speaks too.')),
    number: z.int(),
    who: z.string(),
    when: z.string().check(z.meta({ format: 'date-time' })),
    what: z.strictObject({ kind: z.enum(auditKinds), id: z.string() }),
    reason: z.nullable(z.string()),
    before: state,
    after: state,
    salt: z.optional(z.string()),
    previousHash: z.string(),
    hash,
  })
  .check(z.meta({ id: 'AuditLink' }));

export const auditLinks = pageOf(auditLinkView);

export function auditLinkOnWire(chain: string, link: AuditLink): z.input<typeof auditLinkView> {
  const { salt, reason, before, after, ...rest } = link;
  return {
    chain,
    ...rest,
    reason: reason ?? null,
    before: before as Readonly<Record<string, unknown>> | null,
    after: after as Readonly<Record<string, unknown>> | null,
    ...(salt === undefined ? {} : { salt }),
  };
}

export const verificationQuery = z
  .strictObject({
    keptNumber: z.optional(wholeNumber(1, 9_999_999_999)),
    keptHash: z.optional(hash),
    cursor: pageQuery.shape.cursor,
  })
  .check(
    z.refine(({ keptNumber, keptHash }) => (keptNumber === undefined) === (keptHash === undefined), {
      path: ['keptHash'],
      error: 'is given with keptNumber, or neither is',
    }),
  );

export const verificationView = z
  .strictObject({
    chain: z.string(),
    state: z.enum(['intact', 'broken', 'unfinished']),
    links: z.int().check(z.describe('So many links, from the first on, are as they were written.')),
    head: z
      .nullable(z.strictObject({ number: z.int(), hash }))
      .check(z.describe('The last link as the record names it: keep it elsewhere.')),
    broken: z
      .nullable(z.strictObject({ number: z.int(), what: z.enum(chainBreaks) }))
      .check(z.describe('The first link that is not as it was written, and what is wrong.')),
    nextCursor: z.nullable(z.string()).check(z.describe('Of an unfinished verification: it goes on there.')),
  })
  .check(z.meta({ id: 'AuditVerification' }));
