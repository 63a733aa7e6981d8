import type { Contract } from '../functions/contract.ts';
import { operations } from '../functions/operations.ts';
import { InvalidRequest } from '../functions/problem.ts';

export type Route = { readonly contract: Contract; readonly pathParameters: Readonly<Record<string, string>> };

/** The operation of a method and path. A literal segment goes before a parameter, as in API Gateway. */
export function route(method: string, rawPath: string): Route | undefined {
  const segments = rawPath.split('/').map((segment) => decoded(segment, '/path'));
  const matches = (operations as readonly Contract[])
    .filter((contract) => contract.method === method)
    .flatMap((contract) => match(contract, segments));
  return matches.toSorted((a, b) => parameterCount(a) - parameterCount(b))[0];
}

/** Repeated names are joined by commas, as in payload format 2.0. */
export function queryParameters(rawQuery: string): Readonly<Record<string, string>> {
  for (const part of rawQuery.split(/[&=]/)) decoded(part, '/query');
  // Of a text of its own, this would take a question mark at its head away.
  const query = new URLSearchParams(`?${rawQuery}`);
  return Object.fromEntries([...new Set(query.keys())].map((name) => [name, query.getAll(name).join(',')]));
}

function match(contract: Contract, segments: readonly string[]): readonly Route[] {
  const pattern = contract.path.split('/');
  if (pattern.length !== segments.length) return [];
  const pathParameters: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index] ?? '';
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name === undefined ? part !== segment : segment === '') return [];
    if (name !== undefined) pathParameters[name] = segment;
  }
  return [{ contract, pathParameters }];
}

function parameterCount(matched: Route): number {
  return Object.keys(matched.pathParameters).length;
}

/** What API Gateway does with other than percent-encoded UTF-8 is not documented: it is refused, since no id can hold it. */
function decoded(text: string, pointer: '/path' | '/query'): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new InvalidRequest([{ pointer, code: 'invalid_encoding', detail: 'is not percent-encoded UTF-8' }], 400);
  }
}
