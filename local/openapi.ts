import { existsSync, readFileSync } from 'node:fs';
import type { Schema } from './docs-schema.ts';

const file = new URL('../docs/reference/openapi.json', import.meta.url);

type Media = { readonly schema?: Schema; readonly example?: unknown };
type Content = Readonly<Record<string, Media>>;

export type Parameter = {
  readonly in: string;
  readonly name: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema?: Schema;
};

export type ResponseObject = { readonly $ref?: string; readonly description?: string; readonly content?: Content };

export type Operation = {
  readonly summary?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly 'x-roles'?: readonly string[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content?: Content };
  readonly responses?: Readonly<Record<string, ResponseObject>>;
};

/** The generated API description, as far as the viewer reads it. */
export type OpenApi = {
  readonly info?: { readonly title?: string; readonly version?: string; readonly description?: string };
  readonly paths?: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: {
    readonly schemas?: Readonly<Record<string, Schema>>;
    readonly responses?: Readonly<Record<string, ResponseObject>>;
  };
};

/** Undefined where it was not generated. */
export function openapi(): OpenApi | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as OpenApi) : undefined;
}
