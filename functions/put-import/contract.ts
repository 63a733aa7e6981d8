import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { importKind } from '../imports/import-kinds.ts';
import { delimiters, importView, mostParts } from '../imports/import-wire.ts';
import { importId, legalEntityId } from '../wire.ts';

export const putImport = contract({
  name: 'put-import',
  area: 'imports',
  method: 'PUT',
  path: '/legal-entities/{legalEntity}/imports/{import}',
  summary: 'Begin an import from CSV',
  description:
    'Says what is imported and in how many parts the file comes. Then send each part, ask for a dry run, and commit what it ' +
    'showed (§15.3). Nothing is changed before that.',
  params: z.strictObject({ legalEntity: legalEntityId, import: importId }),
  body: z.strictObject({
    kind: importKind.check(z.describe('`credit-limits` are those of customers that are there already.')),
    parts: z.int().check(z.minimum(1), z.maximum(mostParts), z.meta({ examples: [1] })),
    delimiter: z._default(z.enum(delimiters), ','),
  }),
  response: importView,
  status: 'created',
  refusals: ['document-differs'],
});
