import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { elsewhere } from '../../contracts/problems-page.ts';
import { problemsOf } from '../../contracts/problems-of.ts';
import { problemSchemas } from '../../contracts/problem-schemas.ts';
import { referenceFiles } from '../../contracts/reference-files.ts';
import { operations } from '../../functions/operations.ts';

const files = await referenceFiles();

describe('the generated reference', () => {
  it.each(files.map(({ path, text }) => [basename(path), path, text]))(
    '%s is committed as it is generated (npm run openapi writes it)',
    (_, path, text) => {
      expect(readFileSync(path, 'utf8')).toBe(text);
    },
  );

  it('is the same every time', async () => {
    expect(await referenceFiles()).toEqual(files);
  });

  it('says of every problem where it comes from', () => {
    const answered = new Set(operations.flatMap((operation) => [...problemsOf(operation).values()].flat()));
    const without = [...problemSchemas.keys()].filter((code) => !answered.has(code) && elsewhere[code] === undefined);
    expect(without).toEqual([]);
  });
});
