import fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { csvOf } from '../../functions/csv.ts';

const read = (csv: string) => parse(csv, { bom: true, relax_column_count: false }) as string[][];

test('is read back as it was written, whatever harmless text the cells hold', () => {
  const harmless = fc.string({ unit: 'grapheme' }).filter((text) => !/[=+\-@＝＋－＠\t\r\n]/.test(text));
  const quoted = fc.constantFrom('a,b', 'say "x"', 'two\r\nlines', '', ' space ', '-5', '-5.25', '100');
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.oneof(harmless, quoted), quoted), { minLength: 1 }), (rows) => {
      expect(read(csvOf(['one', 'two'], rows))).toEqual([['one', 'two'], ...rows]);
    }),
    { seed: 20260615, numRuns: 200 },
  );
});

test.each([
  '=1+1',
  '+1',
  '-1+1',
  '-A1',
  '--5',
  '@SUM(A1)',
  '\t=1',
  '\tx',
  '\rx',
  '\nx',
  ' =1',
  '＝1+1',
  '＠x',
  '=HYPERLINK("http://x","y")',
])('%j begins with an apostrophe', (text) => {
  expect(read(csvOf(['x'], [[text]]))[1]).toEqual([`'${text}`]);
});

test.each(['-5', '0', '-1250.00', 'a=b', 'SO-1001', "'x"])('%j stays', (text) => {
  expect(csvOf(['x'], [[text]])).toBe(`\uFEFFx\r\n${text}\r\n`);
});
