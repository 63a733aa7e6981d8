import { expect, it } from 'vitest';
import { operations } from '../../functions/operations.ts';
import { docsPage } from '../../local/docs-page.ts';
import { openapi, type OpenApi } from '../../local/openapi.ts';

function paths(page: string): readonly string[] {
  return [...page.matchAll(/<p><code>(\w+ \/[^<]*)<\/code><\/p>/g)].map(([, path = '']) => path).toSorted();
}

const expected = operations.map(({ method, path }) => `${method} ${path}`).toSorted();

it('shows every operation, with and without the generated description', () => {
  expect(paths(docsPage(openapi()))).toEqual(expected);
  expect(paths(docsPage(undefined))).toEqual(expected);
});

it('needs nothing from elsewhere, and every link within it leads somewhere', () => {
  const page = docsPage(openapi());
  expect(page).not.toMatch(/<script|(?:src|href)="https?:/);
  const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
  const links = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
  expect(links.filter((id) => !ids.has(id))).toEqual([]);
});

it('escapes what the description says', () => {
  const description: OpenApi = {
    info: { title: '<b>', description: '`<i>` & "quotes"' },
    paths: { '/a': { get: { summary: '<script>', parameters: [{ in: 'query', name: '"><img>' }] } } },
  };
  const page = docsPage(description);
  expect(page).not.toMatch(/<b>|<i>|<script>|<img>/);
  expect(page).toContain('<code>&lt;i&gt;</code> &amp; &quot;quotes&quot;');
});
