import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { storedFormat } from '../../functions/store/table-definition.ts';
import { checkFormat } from '../../local/folder-format.ts';
import { failingStart } from '../harness/start-child.ts';
import { temporaryFolders } from '../harness/temporary-folders.ts';

const newFolder = temporaryFolders();

it('numbers a folder without data, and takes it again', () => {
  const folder = newFolder();
  for (const part of ['queues', 'tokens']) mkdirSync(join(folder, part));
  writeFileSync(join(folder, 'issuer-key.json'), '{}');
  checkFormat(folder);
  writeFileSync(join(folder, 'table.sqlite'), '');
  checkFormat(folder);
  expect(readFileSync(join(folder, 'format'), 'utf8')).toBe(String(storedFormat));
});

it.each(['table.sqlite', 'queues/fauxqs.db'])('refuses %s without a number', (data) => {
  const folder = newFolder();
  mkdirSync(join(folder, 'queues'));
  writeFileSync(join(folder, data), '');
  expect(() => checkFormat(folder)).toThrow(folder);
});

it.each([storedFormat - 1, storedFormat + 1])('is what a start with data of format %i says', async (format) => {
  const folder = newFolder();
  writeFileSync(join(folder, 'format'), String(format));
  const { code, output } = await failingStart(folder);
  expect([code, output]).toEqual([1, expect.stringContaining('HOLDFAST_DATA')]);
  expect(output).toContain(folder);
});
