import type { Contract } from '../functions/contract.ts';
import { operations } from '../functions/operations.ts';
import { prose, reference, schemaText, type Schema } from './docs-schema.ts';
import { escaped, page } from './html.ts';
import type { OpenApi, Operation, Parameter, ResponseObject } from './openapi.ts';

type Entry = Operation & { readonly method: string; readonly path: string };

/** The API description for people, without scripts or network; the operations alone where it was not generated. */
export function docsPage(description: OpenApi | undefined): string {
  const entries = description === undefined ? fromContracts() : fromDescription(description);
  const areas = [...new Set(entries.map(areaOf))];
  const schemas = Object.entries(description?.components?.schemas ?? {});
  return page(
    description?.info?.title ?? 'Holdfast API',
    [
      `<p>${prose(description?.info?.description)}</p>`,
      ...areas.map((area) => contents(area, entries)),
      description === undefined ? '' : '<p><a href="/openapi.json">The same for programs</a></p>',
      ...areas.map((area) => section(area, entries)),
      schemas.length === 0 ? '' : '<h2>Schemas</h2>',
      ...schemas.map(([name, schema]) => namedSchema(name, schema)),
    ].join('\n'),
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
    methods.flatMap((method) => {
      const operation = item[method];
      return operation === undefined ? [] : [{ ...operation, method: method.toUpperCase(), path }];
    }),
  );
}

function areaOf(entry: Entry): string {
  return entry.tags?.[0] ?? 'operations';
}

function anchor({ method, path }: Entry): string {
  return escaped(`${method} ${path}`.replaceAll(/[^\w]+/g, '-'));
}

function contents(area: string, entries: readonly Entry[]): string {
  const links = entries
    .filter((entry) => areaOf(entry) === area)
    .map((entry) => `<li><a href="#${anchor(entry)}">${escaped(entry.summary ?? entry.path)}</a></li>`);
  return `<details><summary>${escaped(area)}</summary><ul>${links.join('')}</ul></details>`;
}

function section(area: string, entries: readonly Entry[]): string {
  const own = entries.filter((entry) => areaOf(entry) === area);
  return `<h2>${escaped(area)}</h2>${own.map(operation).join('\n')}`;
}

function operation(entry: Entry): string {
  const body = entry.requestBody?.content?.['application/json'];
  const roles = entry['x-roles'];
  return `<article id="${anchor(entry)}"><h3>${escaped(entry.summary ?? '')}</h3>
    <p><code>${escaped(entry.method)} ${escaped(entry.path)}</code></p>
    <p>${prose(entry.description)}</p>
    ${roles === undefined ? '' : `<p><small>For ${escaped(roles.join(', '))}</small></p>`}
    ${details('Parameters', (entry.parameters ?? []).map(parameter).join(''), '<ul>', '</ul>')}
    ${details('Body', body?.schema === undefined ? '' : schemaText(body.schema))}
    ${details('Example', body?.example === undefined ? '' : escaped(JSON.stringify(body.example, null, 2)), '<pre>', '</pre>')}
    ${details(
      'Answers',
      Object.entries(entry.responses ?? {})
        .map(answer)
        .join(''),
      '<ul>',
      '</ul>',
    )}</article>`;
}

function parameter({ in: place, name, required, description, schema }: Parameter): string {
  const note = required === true ? place : `${place}, optional`;
  return `<li><code>${escaped(name)}</code> <small>(${escaped(note)})</small>: ${prose(description)} ${schemaText(schema ?? {})}</li>`;
}

function answer([status, response]: readonly [string, ResponseObject]): string {
  if (response.$ref !== undefined)
    return `<li>${escaped(status)}: ${escaped(response.$ref.split('/').at(-1) ?? '')}</li>`;
  const media = Object.values(response.content ?? {})[0];
  const shape = media?.schema === undefined ? '' : shapeOf(status, media.schema);
  return `<li>${escaped(status)}: ${prose(response.description)} ${shape}</li>`;
}

/** A refusal's description names its codes; their fields stand among the schemas. */
function shapeOf(status: string, schema: Schema): string {
  if (status.startsWith('2')) return schemaText(schema);
  return [schema, ...(schema.oneOf ?? [])]
    .flatMap(({ $ref }) => ($ref === undefined ? [] : [reference($ref)]))
    .join(', ');
}

function details(title: string, content: string, before = '', after = ''): string {
  return content === '' ? '' : `<details><summary>${title}</summary>${before}${content}${after}</details>`;
}

function namedSchema(name: string, schema: Schema): string {
  return `<article id="${escaped(name)}"><h3>${escaped(name)}</h3><p>${prose(schema.description)}</p>${schemaText(schema)}</article>`;
}
