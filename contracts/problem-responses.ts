import * as z from 'zod/mini';
import type { ZodOpenApiResponseObject } from 'zod-openapi';
import { gatewayContent } from './gateway-responses.ts';
import { problemSchemas } from './problem-schemas.ts';
import { problemsOf, type Operation, type ProblemCode } from './problems-of.ts';

/** Every way in which an operation may fail, by status; each is a problem document. */
export function problemResponses(operation: Operation): Readonly<Record<string, ZodOpenApiResponseObject>> {
  const entries = [...problemsOf(operation)].map(
    ([status, codes]) => [status, problemResponse(status, codes)] as const,
  );
  return Object.fromEntries(entries);
}

function problemResponse(status: number, codes: readonly ProblemCode[]): ZodOpenApiResponseObject {
  return {
    description: codes.map((code) => `\`${code}\``).join(', '),
    ...(status === 503 ? { headers: z.object({ 'Retry-After': z.string().check(z.describe('Seconds.')) }) } : {}),
    content: {
      'application/problem+json': { schema: anyOf(codes) },
      ...(alsoGateway.has(status) ? gatewayContent : {}),
    },
  };
}

/** Statuses that API Gateway answers too, in its own words: for a body over its own limit, or where no function runs. */
const alsoGateway: ReadonlySet<number> = new Set([413, 500, 503]);

function anyOf(codes: readonly ProblemCode[]): z.ZodMiniType {
  const schemas = codes.flatMap((code) => problemSchemas.get(code) ?? []);
  const [first, ...rest] = schemas;
  if (first === undefined) throw new Error(`no schema for ${codes.join()}`);
  return rest.length === 0 ? first : z.discriminatedUnion('type', [first, ...rest]);
}
