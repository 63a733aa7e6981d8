import { http } from '../http.ts';
import { importOnWire } from '../imports/import-answer.ts';
import { getImport as readImport } from '../store/imports.ts';
import { getImport } from './contract.ts';

export const handler = http(getImport, async ({ params }, { entity }) => ({
  body: await importOnWire(entity, await readImport(entity, params.import)),
}));
