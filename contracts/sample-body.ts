import { existsSync, readFileSync } from 'node:fs';

/** The body of an operation's sample event, so that the description shows what is known to work. */
export function sampleBody(name: string): unknown {
  const file = new URL(`../events/${name}.json`, import.meta.url);
  if (!existsSync(file)) return undefined;
  const { body } = JSON.parse(readFileSync(file, 'utf8')) as { readonly body?: string };
  return body === undefined ? undefined : JSON.parse(body);
}
