/** Whether a filter of values lets one pass: it names it, or there is no such filter. What is not there is none of any. */
export function isOneOf<T>(wanted: readonly T[] | undefined, value: T | undefined): boolean {
  return wanted === undefined || (value !== undefined && wanted.includes(value));
}
