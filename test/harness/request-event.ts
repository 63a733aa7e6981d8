import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import type { Contract } from '../../functions/contract.ts';
import { httpEvent } from '../../local/http-event.ts';
import { testEnvironment } from './environment.ts';

export type RequestInput = {
  /** Who asks; without it the event carries no claims at all. */
  readonly as?: string;
  readonly params?: Readonly<Record<string, string>>;
  /** Several values of one name are sent as the name several times. */
  readonly query?: Readonly<Record<string, string | readonly string[]>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is, for what is not JSON. */
  readonly rawBody?: string | Uint8Array;
  /** Names in lower case; `undefined` takes a default one (content-type, idempotency-key) away. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** Replace or add claims of the token; `undefined` takes one away. */
  readonly claims?: Readonly<Record<string, string | undefined>>;
};

/** The event that API Gateway would send. A POST without an `idempotency-key` gets one of its own. */
export function requestEvent(
  contract: Contract,
  input: RequestInput,
  requestId: string,
): APIGatewayProxyEventV2WithJWTAuthorizer {
  const values = Object.entries(input.query ?? {}).map(([name, value]) => [name, [value].flat()] as const);
  const pairs = values.flatMap(([name, several]) => several.map((value): [string, string] => [name, value]));
  const event = httpEvent({
    method: contract.method,
    route: contract.path,
    rawPath: contract.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
      encodeURIComponent(input.params?.[name] ?? ''),
    ),
    rawQueryString: new URLSearchParams(pairs).toString(),
    pathParameters: input.params,
    queryStringParameters: Object.fromEntries(values.map(([name, several]) => [name, several.join(',')])),
    headers: withoutUndefined({
      'content-type': input.body === undefined && input.rawBody === undefined ? undefined : 'application/json',
      'idempotency-key': contract.method === 'POST' ? requestId : undefined,
      ...input.headers,
    }),
    body: bodyOf(input),
    claims: withoutUndefined({ ...accessToken(input.as ?? ''), ...input.claims }),
    requestId,
    receivedAt: new Date(),
  });
  if (input.as !== undefined) return event;
  const { authorizer: _, ...requestContext } = event.requestContext;
  return { ...event, requestContext: requestContext as typeof event.requestContext };
}

function bodyOf({ body, rawBody }: RequestInput): Uint8Array | undefined {
  if (rawBody !== undefined) return typeof rawBody === 'string' ? Buffer.from(rawBody) : rawBody;
  return body === undefined ? undefined : Buffer.from(JSON.stringify(body));
}

/** As API Gateway hands on a Cognito access token: every claim as text. */
function accessToken(subject: string): Readonly<Record<string, string>> {
  return {
    sub: subject,
    iss: testEnvironment.TOKEN_ISSUER,
    client_id: testEnvironment.TOKEN_AUDIENCE,
    token_use: 'access',
    scope: 'holdfast',
    exp: '4102444800',
  };
}

function withoutUndefined(record: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  const entries = Object.entries(record).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(entries);
}
