import { describe, expect, it } from 'vitest';
import { openApi } from '../../contracts/open-api.ts';
import { access } from '../../functions/access.ts';
import type { Contract } from '../../functions/contract.ts';
import { operations } from '../../functions/operations.ts';
import { roles } from '../../functions/roles.ts';

type Parameter = { readonly in: string; readonly name: string; readonly required?: boolean };
type Described = {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly required: boolean; readonly content: Readonly<Record<string, unknown>> };
  readonly responses: Readonly<Record<string, Response>>;
  readonly 'x-roles': readonly string[];
};
type Response = {
  readonly $ref?: string;
  readonly headers?: object;
  readonly content?: Readonly<Record<string, unknown>>;
};

const document = JSON.parse(JSON.stringify(openApi())) as {
  readonly openapi: string;
  readonly tags: readonly { readonly name: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
};
const all = operations as readonly Contract[];

function described({ path, method }: Contract): Described {
  const found = document.paths[path]?.[method.toLowerCase()];
  if (found === undefined) throw new Error(`${method} ${path} is not described`);
  return found;
}

function parametersOf(operation: Contract, place: string): readonly Parameter[] {
  return (described(operation).parameters ?? []).filter((parameter) => parameter.in === place);
}

describe('the API description as a whole', () => {
  it('is OpenAPI 3.1, with every operation once and none else', () => {
    const found = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, { operationId }]) => `${method.toUpperCase()} ${path} ${operationId}`),
    );
    expect(document.openapi).toMatch(/^3\.1\./);
    expect(found.toSorted()).toEqual(all.map(({ method, path, name }) => `${method} ${path} ${name}`).toSorted());
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
    expect(new Set(all.map(({ method, path }) => `${method} ${path.replaceAll(/\{\w+\}/g, '{}')}`)).size).toBe(
      all.length,
    );
  });

  it('has no reference that leads nowhere, and no component that nobody refers to', () => {
    const references = new Set(everyReference(document));
    const components = Object.entries(document.components)
      .filter(([kind]) => kind !== 'securitySchemes')
      .flatMap(([kind, entries]) => Object.keys(entries).map((name) => `#/components/${kind}/${name}`));
    expect([...references].toSorted()).toEqual(components.toSorted());
  });

  it('names the tags that it uses', () => {
    const used = new Set(all.flatMap((operation) => described(operation).tags));
    expect(document.tags.map(({ name }) => name).toSorted()).toEqual([...used].toSorted());
  });
});

describe.each(all.map((operation) => [operation.name, operation] as const))(
  '%s in the API description',
  (_, operation) => {
    const { path, method, body, csvBody, query, precondition, refusals, response, status, inWords } = operation;
    const hasBody = body !== undefined || csvBody === true;

    it('declares each parameter of its path, all required', () => {
      const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(parametersOf(operation, 'path').map(({ name }) => name)).toEqual(names);
      expect(parametersOf(operation, 'path').every(({ required }) => required === true)).toBe(true);
    });

    it('declares its query parameters, its headers and its body', () => {
      const headers = [
        ...(inWords === true ? ['Accept-Language'] : []),
        ...(method === 'POST' ? ['Idempotency-Key'] : []),
        ...(precondition === true && method !== 'GET' ? ['If-Match'] : []),
      ];
      expect(parametersOf(operation, 'query').map(({ name }) => name)).toEqual(Object.keys(query?.shape ?? {}));
      expect(parametersOf(operation, 'header').map(({ name }) => name)).toEqual(headers);
      expect(described(operation).requestBody?.required).toBe(hasBody ? true : undefined);
    });

    it('describes its good answers and only those', () => {
      const good = Object.keys(described(operation).responses).filter((code) => code < '300');
      const declared = { ok: ['200'], created: ['200', '201'] }[status ?? 'ok'];
      expect(good).toEqual(response === null ? ['204'] : declared);
    });

    it('describes each refusal, and what any request may meet, as problem documents', () => {
      const { responses } = described(operation);
      const text = JSON.stringify(Object.values(responses).map(({ content }) => content?.['application/problem+json']));
      for (const code of refusals) expect(text).toContain(`#/components/schemas/${pascal(code)}Problem`);
      for (const code of ['403', '422', '500', '503'])
        expect(responses[code]?.content).toHaveProperty(['application/problem+json']);
      for (const code of ['401', '429']) expect(responses[code]?.$ref).toBeDefined();
      expect(responses['503']?.headers).toHaveProperty('Retry-After');
      expect(Object.keys(responses).includes('413')).toBe(hasBody);
      expect(Object.keys(responses).includes('404')).toBe(
        access[operation.name as keyof typeof access].in === 'path-entity' ||
          refusals.some((code) => code === 'not-found' || code === 'legal-entity-not-found'),
      );
    });

    it('names roles that exist', () => {
      const known = new Set<string>([...roles, 'installation-admin']);
      expect(described(operation)['x-roles'].length).toBeGreaterThan(0);
      expect(described(operation)['x-roles'].filter((role) => !known.has(role))).toEqual([]);
    });
  },
);

function everyReference(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    name === '$ref' ? [String(member)] : name === 'mapping' ? Object.values(member as object) : everyReference(member),
  );
}

function pascal(code: string): string {
  return code.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}
