import { existsSync, readFileSync } from 'node:fs';
import type { OperationName } from '../functions/operations.ts';

type Texts = Readonly<Record<string, string>>;
type Sample = { readonly body?: string; readonly headers?: Texts; readonly pathParameters?: Texts };

/** The body of an operation's sample event, so that the description shows what is known to work. */
export function sampleBody(name: string): unknown {
  const { body, headers } = sample(name) ?? {};
  if (body === undefined) return undefined;
  return headers?.['content-type'] === 'text/csv' ? body : JSON.parse(body);
}

/** What an operation's sample says, as a message. */
export function sampleMessage(type: string, operation: OperationName): object {
  const { legalEntity, ...ids } = sample(operation)?.pathParameters ?? {};
  const data = { ...ids, ...(sampleBody(operation) as object) };
  return { id: 'MSG-1001', type, legalEntity, occurredAt: '2026-06-15T10:00:00Z', data };
}

function sample(name: string): Sample | undefined {
  const file = new URL(`../events/${name}.json`, import.meta.url);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Sample) : undefined;
}
