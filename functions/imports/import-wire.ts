import * as z from 'zod/mini';
import { importId } from '../wire.ts';
import { importKind } from './import-kinds.ts';

export const delimiters = [',', ';', '\t'] as const;
const instant = z.string().check(z.meta({ format: 'date-time' }));
export const mostParts = 1_000;

/** §15.3: a file to import and how much of it has come. */
export const importView = z
  .strictObject({
    import: importId,
    kind: importKind,
    parts: z.int(),
    delimiter: z.enum(delimiters),
    createdBy: z.string(),
    createdAt: instant,
    rows: z.int().check(z.describe('Of the parts that have come.')),
    missing: z.array(z.int()).check(z.describe('Parts that have not come, a hundred of them at most.')),
  })
  .check(z.meta({ id: 'Import' }));
