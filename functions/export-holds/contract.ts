import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { holdFilters } from '../hold-filters.ts';
import { holdEntry } from '../hold-wire.ts';

/** More rows are no answer, nor more bytes: a function may answer six megabytes, and its answer travels as JSON text. */
export const mostExported = { holds: 10_000, bytes: 5_500_000 } as const;

export const exportHolds = contract({
  name: 'export-holds',
  area: 'desk',
  method: 'GET',
  path: '/holds/export',
  summary: 'Export holds of all legal entities that you may see, as CSV or JSON',
  description:
    'All lines of the hold list for the same filters, in the same order, at most ' +
    `${mostExported.holds} and ${mostExported.bytes} bytes. CSV is UTF-8 with a byte order mark, has a line of column codes first, and a ` +
    'cell that a spreadsheet would run as a formula begins with an apostrophe there.',
  params: z.strictObject({}),
  query: z.safeExtend(holdFilters, { format: z._default(z.enum(['csv', 'json']), 'csv') }),
  response: z.strictObject({ items: z.array(holdEntry) }),
  csv: true,
  refusals: ['too-many-open-holds', 'export-too-large', 'not-allowed', 'legal-entity-not-found'],
});
