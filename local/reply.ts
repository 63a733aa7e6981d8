import type { ServerResponse } from 'node:http';
import { problemType } from '../functions/problem-type.ts';
import { problemOf, type InvalidRequest, type ProblemDocument } from '../functions/problem.ts';

export type Reply = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
};

/** How API Gateway words what it answers without asking a function. */
export function gatewayMessage(status: 400 | 401 | 413 | 429 | 500): Reply {
  const headers = { 'content-type': 'application/json', ...(status === 401 ? { 'www-authenticate': 'Bearer' } : {}) };
  return { status, headers, body: JSON.stringify({ message: messages[status] }) };
}

const messages = {
  400: 'Bad Request',
  401: 'Unauthorized',
  413: 'Request Entity Too Large',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
} as const;

export function json(status: number, value: unknown): Reply {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value, null, 2) };
}

export function problem(status: number, code: string, title: string): Reply {
  return problemReply({ type: problemType(code), title, status });
}

export function invalid(error: InvalidRequest): Reply {
  return problemReply(problemOf(error));
}

function problemReply(document: ProblemDocument): Reply {
  const headers = { 'content-type': 'application/problem+json' };
  return { status: document.status, headers, body: JSON.stringify(document) };
}

export function html(body: string): Reply {
  return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
}

/** Writes a reply; none has a body where the request was a HEAD. */
export function send(response: ServerResponse, reply: Reply, isHead: boolean): void {
  if (response.destroyed) return;
  const body = reply.body ?? '';
  response.writeHead(reply.status, {
    ...reply.headers,
    ...(reply.status === 204 ? {} : { 'content-length': Buffer.byteLength(body) }),
  });
  response.end(isHead ? '' : body);
}
