import { expect, test } from 'vitest';
import { canonicalJson } from '../../domain/canonical-json.ts';

test('the order in which members were written does not matter, nor do absent ones', () => {
  const one = canonicalJson({ b: [{ y: 1, x: null }], a: 'A', absent: undefined });
  expect(one).toBe('{"a":"A","b":[{"x":null,"y":1}]}');
  expect(canonicalJson({ a: 'A', b: [{ x: null, y: 1 }] })).toBe(one);
});

test('the order of a list matters', () => {
  expect(canonicalJson([1, 2])).not.toBe(canonicalJson([2, 1]));
});

test('amounts in minor units become text, whatever their size', () => {
  expect(canonicalJson({ amount: 1_000_000_000_000_000_001n })).toBe('{"amount":"1000000000000000001"}');
});

test('nothing at all is null', () => {
  expect(canonicalJson(undefined)).toBe('null');
});

test('a member may have any name', () => {
  expect(canonicalJson(JSON.parse('{"__proto__":1,"constructor":2}'))).toBe('{"__proto__":1,"constructor":2}');
});
