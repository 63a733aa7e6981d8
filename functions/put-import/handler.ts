import { http } from '../http.ts';
import { importOnWire } from '../imports/import-answer.ts';
import { createImport } from '../store/imports.ts';
import { readRulebookPointer } from '../store/rulebook.ts';
import { putImport } from './contract.ts';

/** §15.3 */
export const handler = http(putImport, async ({ params, body }, { actor, entity, now }) => {
  await readRulebookPointer(entity);
  const file = { ...body, import: params.import, createdBy: actor.subject, createdAt: now };
  const { stored, isCreated } = await createImport(entity, file);
  return { body: await importOnWire(entity, stored), isCreated };
});
