import * as z from 'zod/mini';
import type { ZodOpenApiOperationObject, ZodOpenApiResponseObject } from 'zod-openapi';
import { languages } from '../domain/words/catalogue.ts';
import { gatewayResponses } from './gateway-responses.ts';
import { problemResponses } from './problem-responses.ts';
import type { Operation } from './problems-of.ts';
import { rolesOf } from './roles-of.ts';
import { sampleBody } from './sample-body.ts';

/** One operation of the API description. */
export function operationObject(operation: Operation): ZodOpenApiOperationObject {
  const { name, area, summary, description, params, query, body, csvBody } = operation;
  return {
    operationId: name,
    tags: [area],
    summary,
    ...(description === undefined ? {} : { description }),
    requestParams: { path: params, header: requestHeaders(operation), ...(query === undefined ? {} : { query }) },
    ...(csvBody === true
      ? { requestBody: { required: true, content: { 'text/csv': { schema: csvText, example: sampleBody(name) } } } }
      : {}),
    ...(body === undefined ? {} : { requestBody: { required: true, content: jsonOf(body, sampleBody(name)) } }),
    responses: { ...goodResponses(operation), ...gatewayResponses, ...problemResponses(operation) },
    'x-roles': [...rolesOf(name)],
  };
}

function jsonOf(schema: z.ZodMiniType, example: unknown) {
  return { 'application/json': { schema, ...(example === undefined ? {} : { example }) } };
}

const idempotencyKey = z
  .string()
  .check(
    z.regex(/^(?!~)[\x21-\x7e]{1,64}$/),
    z.meta({ description: 'New for each intent; the same one again gives the same answer.', examples: ['REQ-1001'] }),
  );

const ifMatch = z.string().check(
  z.meta({
    description: 'The ETag that you read, in its quotes, or * for whatever is there; needed once it exists.',
    examples: ['"3"'],
  }),
);

const acceptLanguage = z.string().check(
  z.meta({
    description: `In which codes are told: ${languages.join(' or ')}, English without it. Codes never change.`,
    examples: ['zh-CN'],
  }),
);

function requestHeaders({ method, precondition, inWords }: Operation): z.ZodMiniObject {
  return z.object({
    ...(inWords === true ? { 'Accept-Language': z.optional(acceptLanguage) } : {}),
    ...(method === 'POST' ? { 'Idempotency-Key': idempotencyKey } : {}),
    ...(precondition === true && method !== 'GET' ? { 'If-Match': z.optional(ifMatch) } : {}),
  });
}

function goodResponses(operation: Operation): Readonly<Record<string, ZodOpenApiResponseObject>> {
  const { response, status, csv } = operation;
  if (response === null) return { 204: { description: 'Done.' } };
  const answer = {
    ...responseHeaders(operation),
    content: { 'application/json': { schema: response }, ...(csv === true ? { 'text/csv': { schema: csvText } } : {}) },
  };
  const done = { ...answer, description: 'Done.' };
  return status === 'created' ? { 200: done, 201: { ...answer, description: 'Created.' } } : { 200: done };
}

const csvText = z.string().check(z.describe('RFC 4180, UTF-8, column codes first.'));
const etag = z.string().check(z.meta({ description: 'The version, for If-Match.', examples: ['"3"'] }));
const contentLanguage = z.enum(languages).check(z.describe('Of titles and texts.'));
const replayed = z.literal('true').check(z.describe('The answer is that of an earlier request with this key.'));

const nextPage = z
  .optional(z.string())
  .check(z.meta({ description: 'Of CSV: where the next page is.', examples: ['<?cursor=...>; rel="next"'] }));

function responseHeaders({ method, precondition, inWords, csv, query }: Operation): {
  readonly headers?: z.ZodMiniObject;
} {
  const headers = {
    ...(precondition === true ? { ETag: etag } : {}),
    ...(inWords === true ? { 'Content-Language': contentLanguage } : {}),
    ...(csv === true && query !== undefined && 'cursor' in query.shape ? { Link: nextPage } : {}),
    ...(method === 'POST' ? { 'Idempotency-Replayed': z.optional(replayed) } : {}),
  };
  return Object.keys(headers).length === 0 ? {} : { headers: z.object(headers) };
}
