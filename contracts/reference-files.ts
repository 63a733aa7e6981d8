import { fileURLToPath } from 'node:url';
import { format, resolveConfig, type BuiltInParserName } from 'prettier';
import { asyncApi } from './async-api.ts';
import { openApi } from './open-api.ts';
import { operationsPage } from './operations-page.ts';
import { problemsPage } from './problems-page.ts';
import { wordsPage } from './words-page.ts';

export type ReferenceFile = { readonly path: string; readonly text: string };

/** Everything that is generated from the contracts, as it must stand in the repository. */
export async function referenceFiles(): Promise<readonly ReferenceFile[]> {
  return Promise.all([
    file('openapi.json', 'json', JSON.stringify(openApi())),
    file('asyncapi.json', 'json', JSON.stringify(asyncApi())),
    file('operations.md', 'markdown', operationsPage()),
    file('problems.md', 'markdown', problemsPage()),
    file('words.md', 'markdown', wordsPage()),
  ]);
}

async function file(name: string, parser: BuiltInParserName, text: string): Promise<ReferenceFile> {
  const path = fileURLToPath(new URL(`../docs/reference/${name}`, import.meta.url));
  return { path, text: await format(text, { ...(await resolveConfig(path)), parser }) };
}
