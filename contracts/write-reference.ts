import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { referenceFiles } from './reference-files.ts';

/** `npm run openapi`: writes docs/reference anew. */
for (const { path, text } of await referenceFiles()) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
