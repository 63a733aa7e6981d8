import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { mostParts } from '../imports/import-wire.ts';
import { importId, legalEntityId } from '../wire.ts';

const partNumber = z.coerce.number().check(z.int(), z.minimum(1), z.maximum(mostParts), z.meta({ examples: ['1'] }));

export const putImportPart = contract({
  name: 'put-import-part',
  area: 'imports',
  method: 'PUT',
  path: '/legal-entities/{legalEntity}/imports/{import}/parts/{part}',
  summary: 'Send a part of an import',
  description:
    'Whole rows of CSV (RFC 4180) in UTF-8, with or without a byte order mark, at most 256 KB. The first part begins with the line of ' +
    'column codes. The same part again changes nothing; another text under its number takes its place.',
  params: z.strictObject({ legalEntity: legalEntityId, import: importId, part: partNumber }),
  csvBody: true,
  response: z.strictObject({ part: z.int(), rows: z.int().check(z.describe('Without the line of column codes.')) }),
  refusals: ['not-found'],
});
