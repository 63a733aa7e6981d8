import { describe, expect, it } from 'vitest';
import { operations } from '../../functions/operations.ts';
import { InvalidRequest } from '../../functions/problem.ts';
import { queryParameters, route } from '../../local/route.ts';

describe('every operation', () => {
  it.each(operations.map((operation) => [operation.name, operation] as const))(
    '%s is found by its own path',
    (_, operation) => {
      const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
      const path = operation.path.replaceAll(/\{(\w+)\}/g, (_found, name: string) =>
        encodeURIComponent(`${name} #%/ü`),
      );
      expect(route(operation.method, path)).toEqual({
        contract: operation,
        pathParameters: Object.fromEntries(names.map((name) => [name, `${name} #%/ü`])),
      });
    },
  );
});

it('knows no path with an empty, missing or further segment', () => {
  for (const path of [
    '/legal-entities/',
    '/legal-entities//reasons',
    '/legal-entities/A/reasons/',
    '//legal-entities',
    '',
  ]) {
    expect(route('GET', path)).toBeUndefined();
  }
});

it('refuses what is not percent-encoded', () => {
  for (const bad of ['%', '%2', '%zz', '%ff', '%c3%28', '%ed%a0%80', '%c0%af']) {
    expect(() => route('GET', `/legal-entities/${bad}`)).toThrow(InvalidRequest);
    expect(() => queryParameters(`a=${bad}`)).toThrow(InvalidRequest);
    expect(() => queryParameters(`${bad}=a`)).toThrow(InvalidRequest);
  }
});

it('reads a query as API Gateway does', () => {
  expect(queryParameters('a=1&b=x+y&a=2&c&d=%2C')).toEqual({ a: '1,2', b: 'x y', c: '', d: ',' });
  expect(queryParameters('')).toEqual({});
  expect(queryParameters('?a=1')).toEqual({ '?a': '1' });
});
