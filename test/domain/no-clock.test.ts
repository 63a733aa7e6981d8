import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const domain = fileURLToPath(new URL('../../domain', import.meta.url));
/** What the linter cannot say: `new Date(text)` only reads a date, without arguments it reads the clock. */
const readsClock = /new Date\(\s*\)|\bDate\(\s*\)|\bperformance\b/;

test('the domain never reads a clock (§1.1)', () => {
  const sources = readdirSync(domain, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  expect(sources.length).toBeGreaterThan(50);
  expect(sources.filter((name) => readsClock.test(readFileSync(join(domain, name), 'utf8')))).toEqual([]);
});
