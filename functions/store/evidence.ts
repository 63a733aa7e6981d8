import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Codec } from './codec.ts';
import { evidenceDictionaries } from './evidence-dictionary.ts';

/** An amount inside deflated JSON. No other value there is an object with this one member. */
type Minor = { readonly minor: string };

const newest = evidenceDictionaries.length - 1;

/**
 * Evidence as deflated JSON: read by people and replays, never by conditions. Amounts stay exact. The first byte says which
 * dictionary reads it.
 */
export function deflateEvidence(value: unknown): Uint8Array {
  const json = JSON.stringify(value, (_, member: unknown) =>
    typeof member === 'bigint' ? { minor: `${member}` } : member,
  );
  const dictionary = evidenceDictionaries[newest];
  return Buffer.concat([Buffer.of(newest), deflateRawSync(json, { level: 9, ...(dictionary && { dictionary }) })]);
}

/** What `deflateEvidence` wrote, as the type it was written from. */
export function evidenceAs<T>(): Codec<T> {
  return (stored, name) => {
    if (!(stored instanceof Uint8Array)) throw new TypeError(`stored attribute ${name} should be bytes`);
    const dictionary = evidenceDictionaries[stored[0] ?? -1];
    if (dictionary === undefined) throw new TypeError(`stored attribute ${name} needs an unknown dictionary`);
    return JSON.parse(inflateRawSync(stored.subarray(1), { dictionary }).toString('utf8'), revived) as T;
  };
}

function revived(_: string, member: unknown): unknown {
  return isMinor(member) ? BigInt(member.minor) : member;
}

function isMinor(member: unknown): member is Minor {
  if (typeof member !== 'object' || member === null || Object.keys(member).length !== 1) return false;
  return 'minor' in member && typeof member.minor === 'string';
}
