import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { decode } from '../../functions/decode.ts';
import { InvalidRequest, type FieldError } from '../../functions/problem.ts';

function errorsOf(schema: z.ZodMiniType, value: unknown): readonly FieldError[] {
  try {
    decode(schema, value, '/base');
  } catch (error) {
    if (error instanceof InvalidRequest) return error.errors;
    throw error;
  }
  throw new Error('nothing was wrong');
}

const text = z.string().check(z.minLength(2), z.maxLength(3));
const number = z.int().check(z.minimum(20), z.maximum(30));
const either = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('left') }),
  z.strictObject({ kind: z.literal('right') }),
]);

/** A value that its schema refuses, where and how, and a fact that the words must name. */
const wrong: readonly (readonly [z.ZodMiniType, unknown, string, string, string])[] = [
  [z.strictObject({ name: text }), {}, '/base/name', 'invalid_type', 'missing'],
  [text, 7, '/base', 'invalid_type', 'string'],
  [number, 20.5, '/base', 'invalid_type', 'int'],
  [z.enum(['red', 'blue']), 'green', '/base', 'invalid_value', '"red", "blue"'],
  [z.literal('red'), null, '/base', 'invalid_value', '"red"'],
  [text, 'a', '/base', 'too_small', '2'],
  [text, 'abcd', '/base', 'too_big', '3'],
  [z.array(text).check(z.minLength(1)), [], '/base', 'too_small', '1'],
  [number, 19, '/base', 'too_small', '20'],
  [number, 31, '/base', 'too_big', '30'],
  [z.iso.datetime(), 'noon', '/base', 'invalid_format', 'datetime'],
  [z.string().check(z.regex(/^a$/)), 'b', '/base', 'invalid_format', '/^a$/'],
  [z.string().check(z.regex(/^a$/, 'must be the letter a')), 'b', '/base', 'invalid_format', 'must be the letter a'],
  [either, { kind: 'middle' }, '/base/kind', 'invalid_union', '"left", "right"'],
  [z.union([text, number]), null, '/base', 'invalid_union', 'not valid'],
  [z.strictObject({}), { 'a/b~c': 1 }, '/base/a~1b~0c', 'unrecognized_keys', 'not a field'],
];

describe('decode', () => {
  it.each(wrong)('says where and what is wrong (case %#)', (schema, value, pointer, code, fact) => {
    expect(errorsOf(schema, value)).toEqual([{ pointer, code, detail: expect.stringContaining(fact) as string }]);
  });

  it('points to each wrong field at once', () => {
    const errors = errorsOf(z.strictObject({ name: text, size: number }), { name: 'abcd', size: 1, colour: 'red' });
    expect(errors.map(({ pointer }) => pointer).sort()).toEqual(['/base/colour', '/base/name', '/base/size']);
  });

  it.each([2, 3])('gives the value where all of it fits (%i characters)', (length) => {
    expect(decode(text, 'a'.repeat(length), '')).toBe('a'.repeat(length));
  });
});
