import { createHash } from 'node:crypto';
import middy from '@middy/core';
import type { APIGatewayProxyEventV2WithJWTAuthorizer, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import type { LegalEntityId, Subject } from '../domain/ids.ts';
import { refuse } from '../domain/refusal.ts';
import type { Language } from '../domain/words/catalogue.ts';
import { acceptedLanguage } from './accepted-language.ts';
import { access, authorize, authorizedEntities } from './access.ts';
import type { Actor, AuthorizedEntity } from './actor.ts';
import { businessInstant } from './clock.ts';
import type { Answer, Contract, Request } from './contract.ts';
import { decodeJson } from './decode-json.ts';
import { decodeText } from './decode-text.ts';
import { decode } from './decode.ts';
import { subjectOf, Unauthorized, withActor } from './identity.ts';
import { logger } from './logger.ts';
import type { OperationName } from './operations.ts';
import { asBusy, Busy, InvalidRequest, problemOf } from './problem.ts';

type Event = APIGatewayProxyEventV2WithJWTAuthorizer;
type Result = APIGatewayProxyStructuredResultV2;

/** What an operation knows beside its request. */
export type OperationContext = {
  readonly actor: Actor;
  /** The legal entity that the path names, already checked. */
  readonly entity: AuthorizedEntity;
  /** For lists across entities: those that the actor may see. */
  readonly entities: readonly AuthorizedEntity[];
  /** Now, ISO 8601 UTC, on the legal entity's settable clock. */
  readonly now: string;
  /** When the function must have answered (epoch, ms); retries end before. */
  readonly deadlineMs: number;
};

export type Operation<C extends Contract> = (request: Request<C>, context: OperationContext) => Promise<Answer<C>>;

/** The one pipeline of every HTTP operation: authenticate, authorise, decode, run, encode; any failure leaves as a problem document. */
export function http<const C extends Contract & { readonly name: OperationName }>(
  contract: C,
  operation: Operation<C>,
) {
  return middy<Event, Result>()
    .onError((request) => {
      request.response = problem(request.error, contract);
    })
    .handler(async (event: Event, lambda: Context) => {
      const subject = subjectOf(event.requestContext.authorizer?.jwt.claims);
      const context = await withActor(subject, (actor) => contextOf(contract, actor, event, lambda));
      const request = requestOf(contract, event, context.actor.subject);
      return encode(contract, await operation(request, context), request.language);
    });
}

function contextOf(
  contract: Contract & { readonly name: OperationName },
  actor: Actor,
  event: Event,
  lambda: Context,
): OperationContext {
  const row = access[contract.name];
  const named = event.pathParameters?.['legalEntity'] as LegalEntityId | undefined;
  const entities = row.in === 'any-entity' ? authorizedEntities(row, actor) : [];
  const entity = row.in === 'any-entity' ? ('' as AuthorizedEntity) : authorize(row, actor, named);
  return {
    actor,
    entity,
    entities,
    now: businessInstant(entity),
    deadlineMs: Date.now() + lambda.getRemainingTimeInMillis(),
  };
}

function requestOf<C extends Contract>(contract: C, event: Event, subject: Subject): Request<C> {
  const headers = event.headers;
  const params = decode(contract.params, event.pathParameters ?? {}, '/path');
  const query = contract.query === undefined ? noQuery(event) : decode(contract.query, queryOf(event), '/query');
  const body = contract.body === undefined ? undefined : decode(contract.body, bodyOf(event), '');
  return {
    params,
    query,
    body,
    csv: contract.csvBody === true ? csvOf(event) : undefined,
    language: acceptedLanguage(headers['accept-language']),
    ifMatch: ifMatchOf(headers['if-match']),
    idempotencyKey: contract.method === 'POST' ? idempotencyKeyOf(headers['idempotency-key']) : '',
    requestHash: createHash('sha256')
      .update(
        JSON.stringify([contract.name, subject, params, query, body], (_, value: unknown) =>
          typeof value === 'bigint' ? `${value}n` : value,
        ),
      )
      .digest('base64url'),
  } as Request<C>;
}

/**
 * API Gateway joins a repeated parameter's values by commas, which ids may hold too; apart they are in the query as it was sent.
 */
function queryOf({ queryStringParameters, rawQueryString }: Event): Readonly<Record<string, unknown>> {
  const sent = new URLSearchParams(`?${rawQueryString}`);
  const several = [...new Set(sent.keys())].filter((name) => sent.getAll(name).length > 1);
  return { ...queryStringParameters, ...Object.fromEntries(several.map((name) => [name, sent.getAll(name)])) };
}

function noQuery(event: Event): Record<never, never> {
  const names = Object.keys(event.queryStringParameters ?? {});
  if (names.length === 0) return {};
  throw new InvalidRequest(
    names.map((name) => ({
      pointer: `/query/${name}`,
      code: 'unrecognized_keys',
      detail: 'is not a parameter of this operation',
    })),
  );
}

const maxBodyBytes = 256 * 1024;

function bodyOf(event: Event): unknown {
  return decodeJson(bytesOf(event));
}

function csvOf(event: Event): string {
  return decodeText(bytesOf(event));
}

function bytesOf(event: Event): Uint8Array {
  const bytes = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.byteLength > maxBodyBytes) {
    throw new InvalidRequest([{ pointer: '', code: 'too_big', detail: `is over ${maxBodyBytes} bytes` }], 413);
  }
  return bytes;
}

function ifMatchOf(header: string | undefined): number | '*' | undefined {
  if (header === undefined || header === '*') return header;
  const match = /^"(0|[1-9]\d{0,14})"$/.exec(header);
  // A tag that is not of our form matches nothing.
  return match === null ? -1 : Number(match[1]);
}

function idempotencyKeyOf(header: string | undefined): string {
  if (header === undefined || !/^[\x21-\x7d][\x21-\x7e]{0,63}$/.test(header))
    throw refuse('idempotency-key-required', {});
  return header;
}

function encode<C extends Contract>(contract: C, answer: Answer<C>, language: Language): Result {
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (contract.inWords === true) Object.assign(headers, { 'content-language': language, vary: 'accept-language' });
  if (answer.etag !== undefined) headers['etag'] = `"${answer.etag}"`;
  if (answer.isReplay === true) headers['idempotency-replayed'] = 'true';
  if (contract.response === null) return { statusCode: 204, headers };
  const statusCode = answer.isCreated === true ? 201 : 200;
  if (contract.csv === true && typeof answer.body === 'string') {
    return { statusCode, headers: { ...headers, ...csvHeaders(contract, answer.nextPage) }, body: answer.body };
  }
  return { statusCode, headers, body: JSON.stringify(answer.body) };
}

function csvHeaders({ name }: Contract, nextPage: string | undefined): Readonly<Record<string, string>> {
  return {
    ...(nextPage === undefined ? {} : { link: `<${nextPage}>; rel="next"` }),
    'content-type': 'text/csv; charset=utf-8; header=present',
    'content-disposition': `attachment; filename="${name}.csv"`,
  };
}

function problem(thrown: unknown, contract: Contract): Result {
  const error = asBusy(thrown);
  if (error instanceof Unauthorized) {
    return {
      statusCode: 401,
      headers: { 'content-type': 'application/json', 'www-authenticate': 'Bearer' },
      body: JSON.stringify({ message: 'Unauthorized' }),
    };
  }
  const document = problemOf(error);
  if (error instanceof Busy) logger.warn(`${contract.name} gave up`, { cause: error.cause as Error });
  else if (document.status >= 500) logger.error(`${contract.name} failed`, { error: error as Error });
  const headers: Record<string, string> = { 'content-type': 'application/problem+json' };
  if (error instanceof Busy) headers['retry-after'] = '1';
  return { statusCode: document.status, headers, body: JSON.stringify(document) };
}
