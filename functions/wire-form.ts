import { formatAmount } from '../domain/money.ts';

/** A domain value as it goes over the wire: amounts (`bigint`, minor units) as decimal strings. */
export type WireForm<T> = T extends bigint
  ? string
  : T extends string | number | boolean | null | undefined
    ? T
    : T extends readonly (infer E)[]
      ? WireForm<E>[]
      : { [K in keyof T]: WireForm<T[K]> };

/** Every amount in `value` as a decimal of `currency`; all else as it is. */
export function wireForm<T>(value: T, currency: string): WireForm<T> {
  return converted(value, currency) as WireForm<T>;
}

function converted(value: unknown, currency: string): unknown {
  if (typeof value === 'bigint') return formatAmount(value, currency);
  if (Array.isArray(value)) return value.map((entry: unknown) => converted(entry, currency));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, converted(member, currency)]));
}
