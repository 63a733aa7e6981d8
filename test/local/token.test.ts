import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openIssuer } from '../../local/issuer.ts';
import { tokenCheck } from '../../local/token-check.ts';
import { temporaryFolders } from '../harness/temporary-folders.ts';

const newFolder = temporaryFolders();
const root = join(import.meta.dirname, '../..');

function token(folder: string, ...args: readonly string[]) {
  const env = { ...process.env, HOLDFAST_DATA: folder };
  return spawnSync(process.execPath, [join(root, 'local/token.ts'), ...args], { env, encoding: 'utf8' });
}

it('prints a token of the issuer in the data folder, for any subject', async () => {
  const folder = newFolder();
  const { status, stdout } = token(folder, 'eve');
  expect(status).toBe(0);
  const claims = tokenCheck(await openIssuer(folder))(`Bearer ${stdout.trim()}`);
  expect(claims).toMatchObject({ sub: 'eve' });
});

it('prints nothing without one subject', () => {
  const folder = newFolder();
  for (const args of [[], [''], ['one', 'two'], ['x'.repeat(129)]]) {
    expect(token(folder, ...args)).toMatchObject({ status: 2, stdout: '' });
  }
});
