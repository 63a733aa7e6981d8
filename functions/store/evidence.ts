import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Codec } from './codec.ts';

/** An amount inside deflated JSON. No other value there is an object with this one member. */
type Minor = { readonly minor: string };

/** Evidence as deflated JSON: read by people and replays, never by conditions. Amounts stay exact. */
export function deflateEvidence(value: unknown): Uint8Array {
  const json = JSON.stringify(value, (_, member: unknown) =>
    typeof member === 'bigint' ? { minor: `${member}` } : member,
  );
  return deflateRawSync(json, { level: 9 });
}

/** What `deflateEvidence` wrote, as the type it was written from. */
export function evidenceAs<T>(): Codec<T> {
  return (stored, name) => {
    if (!(stored instanceof Uint8Array)) throw new TypeError(`stored attribute ${name} should be bytes`);
    return JSON.parse(inflateRawSync(stored).toString('utf8'), revived) as T;
  };
}

function revived(_: string, member: unknown): unknown {
  return isMinor(member) ? BigInt(member.minor) : member;
}

function isMinor(member: unknown): member is Minor {
  if (typeof member !== 'object' || member === null || Object.keys(member).length !== 1) return false;
  return 'minor' in member && typeof member.minor === 'string';
}
