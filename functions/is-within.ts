/** Both ends included. What is not there is within nothing but no bounds at all. */
export function isWithin<T extends string | bigint>(
  value: T | undefined,
  from: T | undefined,
  to: T | undefined,
): boolean {
  if (from === undefined && to === undefined) return true;
  return value !== undefined && (from === undefined || value >= from) && (to === undefined || value <= to);
}
