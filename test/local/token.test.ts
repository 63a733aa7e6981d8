import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { lockFolder } from '../../local/folder-lock.ts';
import { openIssuer } from '../../local/issuer.ts';
import { tokenCheck } from '../../local/token-check.ts';
import { temporaryFolders } from '../harness/temporary-folders.ts';

const newFolder = temporaryFolders();
const root = join(import.meta.dirname, '../..');

function token(folder: string, ...args: readonly string[]) {
  const env = { ...process.env, HOLDFAST_DATA: folder };
  const script = ['--disable-warning=ExperimentalWarning', join(root, 'local/token.ts')];
  return spawnSync(process.execPath, [...script, ...args], { env, encoding: 'utf8' });
}

it('prints a token of the issuer in the data folder, for any subject', async () => {
  const folder = newFolder();
  const issuer = await openIssuer(folder);
  const giveBack = lockFolder(folder);
  const { status, stdout, stderr } = token(folder, 'eve');
  giveBack();
  expect([status, stderr]).toEqual([0, '']);
  expect(tokenCheck(issuer)(`Bearer ${stdout.trim()}`)).toMatchObject({ sub: 'eve' });
});

it('says where no system runs on the data folder now, and prints none where none ever did', async () => {
  const folder = newFolder();
  expect(token(folder, 'eve')).toMatchObject({
    status: 2,
    stdout: '',
    stderr: expect.stringContaining(folder) as unknown,
  });
  const issuer = await openIssuer(folder);
  lockFolder(folder)();
  const { status, stdout, stderr } = token(folder, 'eve');
  expect([status, stderr]).toEqual([0, expect.stringContaining(folder)]);
  expect(tokenCheck(issuer)(`Bearer ${stdout.trim()}`)).toMatchObject({ sub: 'eve' });
});

it('prints nothing without one subject', () => {
  const folder = newFolder();
  for (const args of [[], [''], ['one', 'two'], ['x'.repeat(129)]]) {
    expect(token(folder, ...args)).toMatchObject({ status: 2, stdout: '' });
  }
});
