import type * as z from 'zod/mini';
import type { RefusalCode } from '../domain/refusal.ts';
import type { Language } from '../domain/words/catalogue.ts';

export const areas = ['set-up', 'customers', 'intake', 'desk', 'approvals', 'imports', 'audit'] as const;
/** The API stack that an operation belongs to; each stays far below CloudFormation's 500 resources. */
export type Area = (typeof areas)[number];

type Parameters = z.ZodMiniObject;

/**
 * One operation as data: infrastructure, local runtime, API description and tests all walk these. `path` uses API Gateway's
 * form, `/legal-entities/{legalEntity}/orders/{order}`, and `params` names each of its parameters.
 */
export type Contract = {
  readonly name: string;
  readonly area: Area;
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  readonly path: `/${string}`;
  readonly summary: string;
  readonly description?: string;
  readonly params: Parameters;
  readonly query?: Parameters;
  readonly body?: z.ZodMiniType;
  /** Its body is CSV, as text, and no JSON. */
  readonly csvBody?: true;
  readonly response: z.ZodMiniType | null;
  /** It may answer CSV instead, as text. */
  readonly csv?: true;
  /** It answers people: its codes are told in the language that they accept. */
  readonly inWords?: true;
  /** `created`: 201 the first time, 200 after. A `null` response answers 204. */
  readonly status?: 'ok' | 'created';
  /** It has a version: GET answers it as ETag, a change by people needs it as `If-Match` once it exists. */
  readonly precondition?: boolean;
  readonly refusals: readonly RefusalCode[];
};

export type Request<C extends Contract> = {
  readonly params: z.output<C['params']>;
  readonly query: C extends { readonly query: z.ZodMiniType } ? z.output<C['query']> : Record<never, never>;
  readonly body: C extends { readonly body: z.ZodMiniType } ? z.output<C['body']> : undefined;
  readonly csv: C extends { readonly csvBody: true } ? string : undefined;
  /** The version that If-Match names, `*`, or absent. */
  readonly ifMatch: number | '*' | undefined;
  /** In which to tell codes (`inWords`). */
  readonly language: Language;
  /** Present on every POST. */
  readonly idempotencyKey: string;
  /** SHA-256 of operation, sender, path, query and body: what "same request" means under one key. */
  readonly requestHash: string;
};

export type DeepReadonly<T> = T extends object ? { readonly [K in keyof T]: DeepReadonly<T[K]> } : T;

export type Answer<C extends Contract> = {
  readonly body:
    | (C['response'] extends z.ZodMiniType ? DeepReadonly<z.input<C['response']>> : null)
    | (C extends { readonly csv: true } ? string : never);
  readonly etag?: number;
  readonly isCreated?: boolean;
  readonly isReplay?: boolean;
  /** Where more lines are: CSV says it in a header. */
  readonly nextPage?: string | undefined;
};

/** Keeps the literal types of a contract while checking its shape. */
export function contract<const C extends Contract>(declared: C): C {
  return declared;
}
