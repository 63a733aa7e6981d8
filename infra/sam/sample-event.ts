import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export type SampleEvent = {
  readonly requestContext?: {
    readonly authorizer?: { readonly jwt?: { readonly claims?: Readonly<Record<string, string>> } };
  };
};

export const sampleFolder = fileURLToPath(new URL('../../events', import.meta.url));

export function sampleFile(name: string, folder = sampleFolder): string {
  return join(folder, `${name}.json`);
}

/** `undefined` where a function has no sample. */
export function sampleEvent(name: string, folder = sampleFolder): SampleEvent | undefined {
  const file = sampleFile(name, folder);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as SampleEvent) : undefined;
}

export function claimsOf(event: SampleEvent | undefined): Readonly<Record<string, string>> {
  return event?.requestContext?.authorizer?.jwt?.claims ?? {};
}
