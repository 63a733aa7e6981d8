import { http } from '../http.ts';
import { checkedRows } from '../imports/checked-rows.ts';
import { getImport, putPart } from '../store/imports.ts';
import { putImportPart } from './contract.ts';

/** §15.3: what is no CSV, or lacks a column, is refused before it is stored. */
export const handler = http(putImportPart, async ({ params, csv }, { entity }) => {
  const { part } = params;
  const rows = checkedRows(await getImport(entity, params.import), part, csv);
  await putPart(entity, params.import, { part, rows, csv });
  return { body: { part, rows } };
});
