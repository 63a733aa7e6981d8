import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { defects, planted, type Patch } from './defects.ts';
import { sweptDefects } from './sweep/swept-defects.ts';

/** To be loaded with `--import`, before any production code: plants the defect that `DEFECT` names as its file is loaded. */
const name = process.env['DEFECT'] ?? '';
const all: readonly (readonly [string, Patch])[] = Object.entries({ ...defects, ...sweptDefects });
const defect = all.find(([known]) => known === name)?.[1];
if (defect === undefined) throw new Error(`there is no defect ${name}`);
const target = join(import.meta.dirname, '../..', defect.file);

registerHooks({
  load: (url, context, next) => {
    const loaded = next(url, context);
    if (!url.startsWith('file:') || fileURLToPath(url) !== target) return loaded;
    const { source } = loaded;
    const text = typeof source === 'string' ? source : new TextDecoder().decode(source);
    return { ...loaded, source: planted(defect, text) };
  },
});
