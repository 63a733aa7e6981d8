import { deflateRawSync, inflateRawSync } from 'node:zlib';

/**
 * How a stored attribute becomes a domain value. Numbers come out of the SDK as text (`wrapNumbers`), so that a codec
 * decides: amounts are `bigint`, counters `number`. Writing needs no codec: the SDK takes both as they are.
 */
export type Codec<T> = (stored: unknown, name: string) => T;
export type Decoded<C> = C extends Codec<infer T> ? T : never;

export const text: Codec<string> = (stored, name) => {
  if (typeof stored !== 'string') throw unexpected(stored, name, 'text');
  return stored;
};

/** Text that the code wrote from a branded id or a literal union. */
export function textAs<T extends string>(): Codec<T> {
  return text as Codec<T>;
}

export const flag: Codec<boolean> = (stored, name) => {
  if (typeof stored !== 'boolean') throw unexpected(stored, name, 'a boolean');
  return stored;
};

/** An amount in minor units. */
export const minor: Codec<bigint> = (stored, name) => BigInt(text(stored, name));

export const integer: Codec<number> = (stored, name) => {
  const value = Number(text(stored, name));
  if (!Number.isSafeInteger(value)) throw unexpected(stored, name, 'an integer');
  return value;
};

export const bytes: Codec<Uint8Array> = (stored, name) => {
  if (!(stored instanceof Uint8Array)) throw unexpected(stored, name, 'bytes');
  return stored;
};

/** JSON in deflated bytes: evidence that is read by people, never by conditions. */
export const deflatedJson: Codec<unknown> = (stored, name) =>
  JSON.parse(inflateRawSync(bytes(stored, name)).toString('utf8'));

export function deflateJson(value: unknown): Uint8Array {
  return deflateRawSync(JSON.stringify(value), { level: 9 });
}

export function optional<T>(codec: Codec<T>): Codec<T | undefined> {
  return (stored, name) => (stored === undefined || stored === null ? undefined : codec(stored, name));
}

export function list<T>(codec: Codec<T>): Codec<readonly T[]> {
  return (stored, name) => {
    if (!Array.isArray(stored)) throw unexpected(stored, name, 'a list');
    return stored.map((entry, index) => codec(entry, `${name}[${index}]`));
  };
}

export function record<T>(codec: Codec<T>): Codec<Readonly<Record<string, T>>> {
  return (stored, name) => {
    const entries = Object.entries(map(stored, name));
    return Object.fromEntries(entries.map(([key, value]) => [key, codec(value, `${name}.${key}`)]));
  };
}

type Fields = Readonly<Record<string, Codec<unknown>>>;
type Shape<F extends Fields> = { readonly [K in keyof F]: Decoded<F[K]> };

export function item<F extends Fields>(fields: F): Codec<Shape<F>> {
  const entries = Object.entries(fields);
  return (stored, name) => {
    const attributes = map(stored, name);
    return Object.fromEntries(
      entries.map(([key, codec]) => [key, codec(attributes[key], `${name}.${key}`)]),
    ) as Shape<F>;
  };
}

function map(stored: unknown, name: string): Readonly<Record<string, unknown>> {
  if (typeof stored !== 'object' || stored === null || Array.isArray(stored)) throw unexpected(stored, name, 'a map');
  return stored as Readonly<Record<string, unknown>>;
}

function unexpected(stored: unknown, name: string, expected: string): Error {
  return new TypeError(`stored attribute ${name} should be ${expected} but is ${typeof stored}`);
}
