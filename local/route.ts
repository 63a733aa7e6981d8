import type { Contract } from '../functions/contract.ts';
import { operations } from '../functions/operations.ts';

export type Route = { readonly contract: Contract; readonly pathParameters: Readonly<Record<string, string>> };

/** A path or query that is not percent-encoded as RFC 3986 says. */
export class BadEncoding extends Error {}

/** The operation of a method and path. A literal segment goes before a parameter, as in API Gateway. */
export function route(method: string, rawPath: string): Route | undefined {
  const segments = rawPath.split('/').map(decoded);
  const matches = (operations as readonly Contract[])
    .filter((contract) => contract.method === method)
    .flatMap((contract) => match(contract, segments));
  return matches.toSorted((a, b) => parameterCount(a) - parameterCount(b))[0];
}

/** Repeated names are joined by commas, as in payload format 2.0. */
export function queryParameters(rawQuery: string): Readonly<Record<string, string>> {
  for (const part of rawQuery.split(/[&=]/)) decoded(part);
  const query = new URLSearchParams(rawQuery);
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

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new BadEncoding(text);
  }
}
