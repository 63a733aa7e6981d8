import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { isDeepStrictEqual } from 'node:util';

/** Below zero, zero or above zero; `undefined` where two values are not of one type that has an order. */
export function ordered(a: AttributeValue, b: AttributeValue): number | undefined {
  if (a.N !== undefined && b.N !== undefined) return sign(whole(a.N) - whole(b.N));
  if (a.S !== undefined && b.S !== undefined) return orderedText(a.S, b.S);
  if (a.B !== undefined && b.B !== undefined) return Buffer.compare(a.B, b.B);
  return undefined;
}

/** DynamoDB sorts text by its bytes; that of JavaScript's own order differs only beyond the first plane. */
export function orderedText(a: string, b: string): number {
  if (surrogate.test(a) || surrogate.test(b)) return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return a < b ? -1 : a > b ? 1 : 0;
}

const surrogate = /[\ud800-\udfff]/;

export function isSame(a: AttributeValue, b: AttributeValue): boolean {
  const order = ordered(a, b);
  return order === undefined ? isDeepStrictEqual(unsorted(a), unsorted(b)) : order === 0;
}

/** A set has no order. */
function unsorted(value: AttributeValue): unknown {
  const set = value.SS ?? value.NS;
  return set === undefined ? value : new Set(set);
}

export function sum(a: AttributeValue, b: AttributeValue): AttributeValue {
  return { N: String(whole(numberOf(a)) + whole(numberOf(b))) };
}

export function difference(a: AttributeValue, b: AttributeValue): AttributeValue {
  return { N: String(whole(numberOf(a)) - whole(numberOf(b))) };
}

export function isNumber({ N }: AttributeValue): boolean {
  return N !== undefined;
}

/** What `begins_with` is true of. */
export function beginsWith(value: AttributeValue, prefix: AttributeValue): boolean {
  return value.S !== undefined && prefix.S !== undefined && value.S.startsWith(prefix.S);
}

/** What `contains` is true of: a part of a text, or a member of a list or set. */
export function contains(value: AttributeValue, part: AttributeValue): boolean {
  if (value.S !== undefined) return part.S !== undefined && value.S.includes(part.S);
  if (value.L !== undefined) return value.L.some((member) => isSame(member, part));
  if (value.SS !== undefined) return part.S !== undefined && value.SS.includes(part.S);
  return value.NS !== undefined && part.N !== undefined && value.NS.includes(part.N);
}

/** What `size` gives: UTF-16 units of text, bytes of binary, members of everything else that has any. */
export function sizeOf(value: AttributeValue): AttributeValue | undefined {
  const size =
    value.S === undefined
      ? (value.B ?? value.L ?? value.SS ?? value.NS ?? (value.M && Object.keys(value.M)))?.length
      : value.S.length;
  return size === undefined ? undefined : { N: String(size) };
}

function numberOf({ N }: AttributeValue): string {
  if (N === undefined) throw new Error('arithmetic with what is no number');
  return N;
}

/** The store keeps minor units and counters. Anything else is not supported, and says so. */
function whole(text: string): bigint {
  return BigInt(text);
}

function sign(value: bigint): number {
  return value < 0n ? -1 : value > 0n ? 1 : 0;
}
