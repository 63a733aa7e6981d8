import { setTimeout } from 'node:timers/promises';
import type * as z from 'zod/mini';
import type { Contract } from '../../functions/contract.ts';
import type { DemoUserName } from '../demo.ts';
import type { Started } from './runtime-process.ts';

/** What an operation is asked; a POST's `key` names its intent. */
export type Wish = {
  readonly as: DemoUserName;
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly key?: string;
  readonly ifMatch?: '*';
};
export type Answered<C extends Contract> = C['response'] extends z.ZodMiniType ? z.output<C['response']> : null;

/** The API over HTTP, typed by its contracts. */
export type Desk = {
  readonly call: <const C extends Contract>(contract: C, wish: Wish) => Promise<Answered<C>>;
  /** A page of the local runtime, which needs no token. */
  readonly local: <T>(method: 'GET' | 'POST', path: string, body?: object) => Promise<T>;
};

/** The API said no. */
export class Refused extends Error {
  readonly status: number;

  constructor(what: string, status: number, answer: string) {
    super(`${what} answered ${status}: ${answer}`);
    this.name = 'Refused';
    this.status = status;
  }
}

const maxTries = 5;
const pauseMs = 200;

export function deskAt({ url, tokens }: Started, signal: AbortSignal): Desk {
  return {
    call: async (contract, { as, params = {}, query, body, key, ifMatch }) => {
      const path = contract.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
      const search = query === undefined ? '' : `?${new URLSearchParams(query).toString()}`;
      const headers = {
        authorization: `Bearer ${tokens[as]}`,
        ...(key === undefined ? {} : { 'idempotency-key': key }),
        ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }),
      };
      return (await send(contract.method, url + path + search, headers, body, signal)) as Answered<typeof contract>;
    },
    local: async <T>(method: 'GET' | 'POST', path: string, body?: object) =>
      (await send(method, url + path, {}, body, signal)) as T,
  };
}

/** Every operation may be sent again as it is, so that contention (503) is waited out. */
async function send(
  method: string,
  address: string,
  headers: Readonly<Record<string, string>>,
  body: unknown,
  signal: AbortSignal,
): Promise<unknown> {
  for (let tries = 1; ; tries += 1) {
    const response = await fetch(address, {
      method,
      headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      signal,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (response.ok) return text === '' ? null : JSON.parse(text);
    if (response.status !== 503 || tries === maxTries) throw new Refused(`${method} ${address}`, response.status, text);
    await setTimeout(pauseMs * tries, undefined, { signal });
  }
}
