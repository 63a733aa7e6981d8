import { isUtf8 } from 'node:buffer';
import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';

export type HttpRequest = {
  readonly method: string;
  /** The contract's path, `/legal-entities/{legalEntity}`; `$default` for the route of unknown paths. */
  readonly route: string;
  readonly rawPath: string;
  readonly rawQueryString?: string;
  readonly pathParameters?: Readonly<Record<string, string>> | undefined;
  readonly queryStringParameters?: Readonly<Record<string, string>> | undefined;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | undefined;
  readonly claims: Readonly<Record<string, string>>;
  readonly requestId: string;
  readonly receivedAt: Date;
};

/** What API Gateway (payload format 2.0) hands to a function behind its JWT authorizer. */
export function httpEvent(request: HttpRequest): APIGatewayProxyEventV2WithJWTAuthorizer {
  const { method, route, rawPath, headers, body, pathParameters, queryStringParameters, receivedAt } = request;
  const routeKey = route === '$default' ? route : `${method} ${route}`;
  return {
    version: '2.0',
    routeKey,
    rawPath,
    rawQueryString: request.rawQueryString ?? '',
    headers: { ...headers },
    ...(isNotEmpty(queryStringParameters) ? { queryStringParameters: { ...queryStringParameters } } : {}),
    ...(isNotEmpty(pathParameters) ? { pathParameters: { ...pathParameters } } : {}),
    requestContext: {
      accountId: '000000000000',
      apiId: 'local',
      domainName: headers['host'] ?? '127.0.0.1',
      domainPrefix: 'local',
      authorizer: { principalId: '', integrationLatency: 0, jwt: { claims: { ...request.claims }, scopes: [] } },
      http: {
        method,
        path: rawPath,
        protocol: 'HTTP/1.1',
        sourceIp: '127.0.0.1',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: request.requestId,
      routeKey,
      stage: '$default',
      time: receivedAt.toUTCString(),
      timeEpoch: receivedAt.getTime(),
    },
    ...bodyOf(body, headers['content-type']),
  };
}

type Body = Pick<APIGatewayProxyEventV2WithJWTAuthorizer, 'body' | 'isBase64Encoded'>;

/**
 * API Gateway passes text types as text and anything else, no type included, as base64. What says that it is text and is no
 * UTF-8 goes as base64 too: as text it would arrive altered, and nobody could tell.
 */
function bodyOf(bytes: Uint8Array | undefined, contentType: string | undefined): Body {
  if (bytes === undefined || bytes.byteLength === 0) return { isBase64Encoded: false };
  const isBase64Encoded = !isTextType(contentType) || !isUtf8(bytes);
  return { body: Buffer.from(bytes).toString(isBase64Encoded ? 'base64' : 'utf8'), isBase64Encoded };
}

function isTextType(contentType = ''): boolean {
  return /^(text\/[^;]*|application\/(json|xml|javascript)) *(;|$)/i.test(contentType);
}

function isNotEmpty(record: Readonly<Record<string, string>> | undefined): boolean {
  return record !== undefined && Object.keys(record).length > 0;
}
