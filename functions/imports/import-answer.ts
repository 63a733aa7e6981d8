import type * as z from 'zod/mini';
import type { AuthorizedEntity } from '../actor.ts';
import { listParts, type StoredImport } from '../store/imports.ts';
import type { ImportKind } from './import-kinds.ts';
import { missingParts } from './import-plan.ts';
import type { delimiters, importView } from './import-wire.ts';

/** With how much of it has come. */
export async function importOnWire(entity: AuthorizedEntity, file: StoredImport): Promise<z.input<typeof importView>> {
  const came = await listParts(entity, file.import);
  const { kind, delimiter, ...rest } = file;
  return {
    ...rest,
    kind: kind as ImportKind,
    delimiter: delimiter as (typeof delimiters)[number],
    rows: came.reduce((sum, { rows }) => sum + rows, 0),
    missing: [...missingParts(file.parts, came)],
  };
}
