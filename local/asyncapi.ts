import { existsSync, readFileSync } from 'node:fs';
import type { Schema } from './docs-schema.ts';

const file = new URL('../docs/reference/asyncapi.json', import.meta.url);

export type Message = {
  readonly title?: string;
  readonly summary?: string;
  readonly payload?: { readonly $ref?: string };
  readonly examples?: readonly { readonly payload?: unknown }[];
};

/** The generated description of messages, as far as the viewer reads it. */
export type AsyncApi = {
  readonly info?: { readonly title?: string; readonly description?: string };
  readonly channels?: Readonly<
    Record<
      string,
      {
        readonly title?: string;
        readonly description?: string;
        readonly messages?: Readonly<Record<string, unknown>>;
      }
    >
  >;
  readonly components?: {
    readonly messages?: Readonly<Record<string, Message>>;
    readonly schemas?: Readonly<Record<string, Schema>>;
  };
};

/** Undefined where it was not generated. */
export function asyncapi(): AsyncApi | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as AsyncApi) : undefined;
}
