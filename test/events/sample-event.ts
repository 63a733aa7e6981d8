import { readFileSync } from 'node:fs';
import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import type { SampleName } from '../../infra/sam/sample-sequence.ts';

/** Who sends the samples. */
export const sampleSubject = 'ann';
/** Those that others send, since nobody approves their own request (§1.5). */
export const sampleSenders: Readonly<Record<string, string>> = {
  'list-my-approvals': 'bob',
  'send-back-request': 'bob',
  'reject-request': 'bob',
  'delegate-request': 'bob',
  'approve-request': 'eve',
};

/** The content of `events/NAME.json`. */
export function sampleEvent(name: SampleName): unknown {
  return JSON.parse(readFileSync(new URL(`../../events/${name}.json`, import.meta.url), 'utf8')) as unknown;
}

export function sampleRequest(name: SampleName): APIGatewayProxyEventV2WithJWTAuthorizer {
  return sampleEvent(name) as APIGatewayProxyEventV2WithJWTAuthorizer;
}

/** What its request sends as JSON; `undefined` where it sends nothing. */
export function sampleBody(name: SampleName): unknown {
  const { body } = sampleRequest(name);
  return body === undefined || sampleText(name) !== undefined ? undefined : (JSON.parse(body) as unknown);
}

/** What its request sends as CSV. */
export function sampleText(name: SampleName): string | undefined {
  const { headers, body } = sampleRequest(name);
  return headers?.['content-type'] === 'text/csv' ? body : undefined;
}
