import { setTimeout } from 'node:timers/promises';
import * as z from 'zod/mini';
import { InvalidRequest } from '../functions/problem.ts';
import { decodeJson } from '../functions/decode-json.ts';
import { decode } from '../functions/decode.ts';
import { legalEntityId } from '../functions/wire.ts';
import { asyncapi } from './asyncapi.ts';
import type { LocalClock } from './clock-file.ts';
import { docsPage } from './docs-page.ts';
import type { LocalRequest } from './gateway.ts';
import type { Issuer } from './issuer.ts';
import { messagesPage } from './messages-page.ts';
import { openapi } from './openapi.ts';
import type { LocalQueues } from './queues.ts';
import { html, invalid, json, problem, type Reply } from './reply.ts';
import { welcomePage } from './welcome-page.ts';

export type LocalPages = {
  readonly issuer: Issuer;
  readonly queues: LocalQueues;
  /** Changes that could not be published. */
  readonly unpublished: () => readonly object[];
  readonly clock: LocalClock;
  /** Dates may have become due. */
  readonly afterClockChange: () => Promise<void>;
  /** Whether nothing is left to send or to handle. */
  readonly isSettled: () => Promise<boolean>;
};

type Page = (request: LocalRequest) => Reply | Promise<Reply>;

/** What the local runtime answers itself, without a token: it is no part of the API and exists on one machine only. */
export function localPages(parts: LocalPages): (request: LocalRequest) => Promise<Reply | undefined> {
  const pages: Readonly<Record<string, Page>> = {
    'GET /': ({ headers }) => welcomePage(headers['accept'] ?? ''),
    'GET /docs': () => html(docsPage(openapi())),
    'GET /openapi.json': () => described(openapi(), json200),
    'GET /docs/messages': () => described(asyncapi(), (description) => html(messagesPage(description))),
    'GET /asyncapi.json': () => described(asyncapi(), json200),
    'GET /.well-known/jwks.json': () => json(200, parts.issuer.jwks),
    'GET /local/clock': () => json(200, parts.clock.read()),
    'POST /local/clock': (request) => setClock(request, parts),
    'GET /local/settled': () => settled(parts.isSettled),
    'GET /local/queues': () => json(200, queuesOf(parts.queues)),
    'GET /local/dead-letters': () => json(200, { items: parts.queues.deadLetters(), unpublished: parts.unpublished() }),
    'GET /local/events': () => json(200, { items: parts.queues.publishedEvents() }),
  };
  return async (request) => {
    const method = request.method === 'HEAD' ? 'GET' : request.method;
    const allowed = Object.keys(pages).flatMap((page) => (page.endsWith(` ${request.path}`) ? page.split(' ', 1) : []));
    if (allowed.length === 0) return undefined;
    const page = pages[`${method} ${request.path}`];
    if (page !== undefined) return page(request);
    return methodNotAllowed(method, allowed);
  };
}

function queuesOf({ endpoint, environment, queues }: LocalQueues): object {
  return {
    endpoint,
    topicArn: environment['TOPIC_ARN'],
    items: queues.map(({ name, url, depth }) => ({ name, url, depth: depth() })),
  };
}

const json200 = (description: object): Reply => json(200, description);

function described<T>(description: T | undefined, shown: (description: T) => Reply): Reply {
  if (description === undefined) return problem(404, 'unknown-path', 'The description was not generated yet.');
  return shown(description);
}

const settleWithinMs = 30_000;
const lookAgainAfterMs = 20;

/** Answers once everything that was asked for so far has had its effects: for scripts that replay time. */
async function settled(isSettled: () => Promise<boolean>): Promise<Reply> {
  const until = Date.now() + settleWithinMs;
  while (!(await isSettled())) {
    if (Date.now() > until)
      return problem(504, 'not-settled', 'Messages are still waiting; /local/dead-letters may say why.');
    await setTimeout(lookAgainAfterMs);
  }
  return json(200, { settled: true });
}

function methodNotAllowed(method: string, allowed: readonly string[]): Reply {
  const allow = [...allowed, ...(allowed.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ');
  if (method === 'OPTIONS') return { status: 204, headers: { allow } };
  const { headers, ...refused } = problem(405, 'method-not-allowed', 'This page does not know that method.');
  return { ...refused, headers: { ...headers, allow } };
}

const clockSetting = z.strictObject({
  instant: z.iso.datetime({ offset: true }),
  legalEntity: z.optional(legalEntityId),
});

async function setClock(request: LocalRequest, { clock, afterClockChange }: LocalPages): Promise<Reply> {
  try {
    // A web page elsewhere can send text without asking; JSON it cannot.
    if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
      return problem(415, 'unsupported-media-type', 'Send content-type: application/json.');
    }
    const { instant, legalEntity } = decode(clockSetting, decodeJson(request.body), '');
    if (!clock.set(instant, legalEntity)) return problem(422, 'date-before-clock', 'The clock can only move forward.');
  } catch (error) {
    if (!(error instanceof InvalidRequest)) throw error;
    return invalid(error);
  }
  await afterClockChange();
  return json(200, clock.read());
}
