import { existsSync, readFileSync } from 'node:fs';

const file = new URL('../docs/reference/openapi.json', import.meta.url);

/** The generated API description, as far as the viewer reads it. */
export type OpenApi = {
  readonly info?: { readonly title?: string; readonly version?: string; readonly description?: string };
  readonly paths?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, unknown>> };
};

/** Undefined where it was not generated. */
export function openapi(): OpenApi | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as OpenApi) : undefined;
}
