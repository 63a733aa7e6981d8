import { afterEach, expect, test, vi } from 'vitest';
import { decodeCursor, encodeCursor } from '../../../functions/cursor.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

const invalid = expect.objectContaining({ code: 'invalid-cursor' }) as Error;

test('a cursor gives its place back to its own list, and to no other', () => {
  const cursor = encodeCursor('holds', ['2026-06-15', 'SO-1.1', '发票']);
  expect(decodeCursor('holds', cursor)).toEqual(['2026-06-15', 'SO-1.1', '发票']);
  expect(() => decodeCursor('rules', cursor)).toThrow(invalid);
});

test('every altered character is noticed', () => {
  const cursor = encodeCursor('holds', ['A']);
  // The last character holds bits that belong to no byte of the signature.
  for (let at = 0; at < cursor.length - 1; at += 1) {
    const altered = `${cursor.slice(0, at)}${cursor[at] === 'A' ? 'B' : 'A'}${cursor.slice(at + 1)}`;
    expect(() => decodeCursor('holds', altered), `at ${at}`).toThrow(invalid);
  }
});

test.each(['', '.', 'a', 'a.b', 'a.b.c', '...'])('%j is no cursor', (text) => {
  expect(() => decodeCursor('holds', text)).toThrow(invalid);
});

test('another key refuses it', () => {
  const cursor = encodeCursor('holds', ['A']);
  vi.stubEnv('CURSOR_KEY', 'another key');
  expect(() => decodeCursor('holds', cursor)).toThrow(invalid);
});

test('without a key the process has its own, but not in Lambda', () => {
  vi.stubEnv('CURSOR_KEY', undefined);
  expect(decodeCursor('holds', encodeCursor('holds', ['A']))).toEqual(['A']);
  vi.stubEnv('AWS_LAMBDA_FUNCTION_NAME', 'list-holds');
  expect(() => encodeCursor('holds', ['A'])).toThrow('CURSOR_KEY');
});
