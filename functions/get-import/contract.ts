import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { importView } from '../imports/import-wire.ts';
import { importId, legalEntityId } from '../wire.ts';

export const getImport = contract({
  name: 'get-import',
  area: 'imports',
  method: 'GET',
  path: '/legal-entities/{legalEntity}/imports/{import}',
  summary: 'Read how much of an import has come',
  params: z.strictObject({ legalEntity: legalEntityId, import: importId }),
  response: importView,
  refusals: ['not-found'],
});
