import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';

const records = new Set(globSync('docs/adr/*.md').map((path) => basename(path).slice(0, 4)));

test('every decision record that the code or a page names is there', () => {
  const sources = globSync(
    ['domain', 'functions', 'infra', 'local', 'contracts', 'bench', 'test'].map((part) => `${part}/**/*.ts`),
  );
  const pages = globSync(['README.md', 'docs/**/*.md']);
  const named = [...sources, ...pages].flatMap((path) =>
    [...readFileSync(path, 'utf8').matchAll(/\badr\/(\d{4})/g)].map(([, number = '']) => ({ path, number })),
  );
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter(({ number }) => !records.has(number))).toEqual([]);
});
