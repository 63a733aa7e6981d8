import { operations } from '../functions/operations.ts';
import type { Contract } from '../functions/contract.ts';
import { escaped, page } from './html.ts';
import type { OpenApi } from './openapi.ts';

type OperationObject = {
  readonly summary?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly parameters?: unknown;
  readonly requestBody?: unknown;
  readonly responses?: unknown;
};
type Entry = OperationObject & { readonly method: string; readonly path: string };

/** The API description for people, without scripts or network; the operations alone where it was not generated. */
export function docsPage(description: OpenApi | undefined): string {
  const entries = description === undefined ? fromContracts() : fromDescription(description);
  const areas = [...new Set(entries.map(areaOf))];
  const schemas = Object.entries(description?.components?.schemas ?? {});
  return page(
    description?.info?.title ?? 'Holdfast API',
    `<nav>${areas.map((area) => `<a href="#${escaped(area)}">${escaped(area)}</a>`).join(' · ')}
      ${description === undefined ? '' : ' · <a href="/openapi.json">openapi.json</a>'}</nav>
    <p>${escaped(description?.info?.description ?? '')}</p>
    ${areas.map((area) => section(area, entries)).join('')}
    ${schemas.length === 0 ? '' : '<h2 id="schemas">Schemas</h2>'}
    ${schemas.map(([name, schema]) => `<div id="${escaped(name)}">${details(name, schema)}</div>`).join('')}`,
  );
}

function fromContracts(): readonly Entry[] {
  return (operations as readonly Contract[]).map(({ method, path, area, summary, description = '' }) => ({
    method,
    path,
    summary,
    description,
    tags: [area],
  }));
}

const methods = ['get', 'put', 'post', 'delete'];

function fromDescription(description: OpenApi): readonly Entry[] {
  return Object.entries(description.paths ?? {}).flatMap(([path, item]) =>
    methods.flatMap((method) =>
      item[method] === undefined ? [] : [{ ...(item[method] as OperationObject), method: method.toUpperCase(), path }],
    ),
  );
}

function areaOf(entry: Entry): string {
  return entry.tags?.[0] ?? 'operations';
}

function section(area: string, entries: readonly Entry[]): string {
  const own = entries.filter((entry) => areaOf(entry) === area);
  return `<h2 id="${escaped(area)}">${escaped(area)}</h2>${own.map(operation).join('')}`;
}

function operation(entry: Entry): string {
  return `<article><h3><code>${escaped(entry.method)} ${escaped(entry.path)}</code></h3>
    <p>${escaped(entry.summary ?? '')}</p><p>${escaped(entry.description ?? '')}</p>
    ${details('Parameters', entry.parameters)}${details('Body', entry.requestBody)}${details('Answers', entry.responses)}</article>`;
}

function details(title: string, value: unknown): string {
  if (value === undefined) return '';
  return `<details><summary>${escaped(title)}</summary><pre>${linked(escaped(JSON.stringify(value, null, 2)))}</pre></details>`;
}

/** References become links within the page. */
function linked(text: string): string {
  return text.replaceAll(/#\/components\/schemas\/([\w.-]+)/g, '<a href="#$1">$1</a>');
}
