import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { InvalidRequest } from '../functions/problem.ts';
import { loadHandler } from './handlers.ts';
import { httpEvent } from './http-event.ts';
import { lambdaContext } from './lambda-context.ts';
import { readBody } from './read-body.ts';
import { gatewayMessage, invalid, send, type Reply } from './reply.ts';
import { queryParameters, route } from './route.ts';
import type { Throttle } from './throttle.ts';
import type { TokenCheck } from './token-check.ts';

export type GatewayOptions = {
  /** 0 takes a free one. */
  readonly port: number;
  readonly checkToken: TokenCheck;
  readonly throttle: Throttle;
  /** Pages of the local runtime itself, without a token; undefined where the path is none of them. */
  readonly localPage: (request: LocalRequest) => Promise<Reply | undefined>;
  readonly afterRequest: () => void;
};

export type LocalRequest = {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
};

export type Gateway = { readonly url: string; readonly stop: () => Promise<void> };

const stopWithinMs = 3_000;

/** A small stand-in for API Gateway on 127.0.0.1: the same events to the same handlers, the same answers of its own. */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const server = createServer((request, response) => {
    const isHead = request.method === 'HEAD';
    answer(request, options)
      .then((reply) => send(response, reply, isHead))
      .catch((error: unknown) => {
        // A client that hung up wants no answer, and is no news.
        if (response.destroyed) return;
        console.error(error);
        send(response, gatewayMessage(500), isHead);
      });
  });
  server.on('clientError', (_, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n');
  });
  server.listen(options.port, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      const timer = setTimeout(() => server.closeAllConnections(), stopWithinMs);
      await closed;
      clearTimeout(timer);
    },
  };
}

async function answer(request: IncomingMessage, options: GatewayOptions): Promise<Reply> {
  const [rawPath = '', ...rest] = (request.url ?? '').split('?');
  const body = await readBody(request);
  if (body === undefined)
    return { ...gatewayMessage(413), headers: { connection: 'close', 'content-type': 'application/json' } };
  const method = request.method ?? 'GET';
  const headers = joinedHeaders(request);
  try {
    if (!rawPath.startsWith('/')) return gatewayMessage(400);
    const local = await options.localPage({ method, path: rawPath, headers, body });
    if (local !== undefined) return local;
    return await invoke({ method, rawPath, rawQueryString: rest.join('?'), headers, body }, options);
  } catch (error) {
    if (error instanceof InvalidRequest) return invalid(error);
    throw error;
  }
}

type Received = {
  readonly method: string;
  readonly rawPath: string;
  readonly rawQueryString: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
};

/** API Gateway chooses the route first; the authorizer and the throttle are the route's. */
async function invoke(received: Received, options: GatewayOptions): Promise<Reply> {
  const matched = route(received.method, received.rawPath);
  const queryStringParameters = queryParameters(received.rawQueryString);
  if (!options.throttle()) return gatewayMessage(429);
  const claims = matched === undefined ? {} : options.checkToken(received.headers['authorization']);
  if (claims === undefined) return gatewayMessage(401);
  const requestId = randomUUID();
  const event = httpEvent({
    ...received,
    route: matched?.contract.path ?? '$default',
    pathParameters: matched?.pathParameters,
    queryStringParameters,
    claims,
    requestId,
    receivedAt: new Date(),
  });
  const name = matched?.contract.name ?? 'unknown-path';
  const handler = await loadHandler(name);
  const result = (await handler(event, lambdaContext(name, requestId))) as HandlerResult;
  options.afterRequest();
  return replyOf(result);
}

type HandlerResult = {
  readonly statusCode?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
};

function replyOf({ statusCode = 200, headers = {}, body = '', isBase64Encoded = false }: HandlerResult): Reply {
  return { status: statusCode, headers, body: isBase64Encoded ? Buffer.from(body, 'base64') : body };
}

function joinedHeaders(request: IncomingMessage): Readonly<Record<string, string>> {
  const { cookie: _, ...headers } = request.headersDistinct;
  return Object.fromEntries(Object.entries(headers).map(([name, values]) => [name, (values ?? []).join(',')]));
}
