import { existsSync, readFileSync } from 'node:fs';

type Sample = { readonly body?: string; readonly headers: Readonly<Record<string, string>> };

/** The body of an operation's sample event, so that the description shows what is known to work. */
export function sampleBody(name: string): unknown {
  const file = new URL(`../events/${name}.json`, import.meta.url);
  if (!existsSync(file)) return undefined;
  const { body, headers } = JSON.parse(readFileSync(file, 'utf8')) as Sample;
  if (body === undefined) return undefined;
  return headers['content-type'] === 'text/csv' ? body : JSON.parse(body);
}
