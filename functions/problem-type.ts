/** The `type` of a problem document (RFC 9457): a name that stays, and no address to look it up at. */
export function problemType<const C extends string>(code: C): `urn:holdfast:problem:${C}` {
  return `urn:holdfast:problem:${code}`;
}
