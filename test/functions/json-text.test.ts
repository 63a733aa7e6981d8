import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { parseJsonText } from '../../functions/json-text.ts';
import { InvalidRequest } from '../../functions/problem.ts';

/** Status, code and pointer of what is wrong, or `undefined`. */
function wrongIn(source: string): string | undefined {
  try {
    parseJsonText(source);
    return undefined;
  } catch (error) {
    if (!(error instanceof InvalidRequest)) throw error;
    return `${error.status} ${error.errors.map(({ code, pointer }) => `${code} ${pointer}`).join()}`;
  }
}

describe('text of JSON', () => {
  test('gives the value that any other reader gives', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false, depthSize: 'medium' }), (value) => {
        const source = JSON.stringify(value);
        if (source.includes('"__proto__"')) return;
        expect(parseJsonText(source)).toEqual(JSON.parse(source));
      }),
    );
  });

  it.each([
    ['{"a":1,"a":2}', '/a'],
    ['{"a":1,"a":1}', '/a'],
    ['{"a":1,"\\u0061":1}', '/a'],
    ['{"":1,"":1}', '/'],
    ['[{"b":{"c/d~":[],"x":{},"c/d~":[]}}]', '/0/b/c~1d~0'],
    ['{"p":[[],{"toString":1,"toString":1}]}', '/p/1/toString'],
  ])('%s repeats a member', (source, pointer) => {
    expect(wrongIn(source)).toBe(`400 duplicate_key ${pointer}`);
  });

  it.each(['{"a":{"a":{"a":1}}}', '[{"a":1},{"a":1}]', '{"a":{"b":1},"c":{"b":1}}', '{"a":1,"A":1}'])(
    '%s repeats none',
    (source) => {
      expect(parseJsonText(source)).toEqual(JSON.parse(source));
    },
  );

  it.each([
    '0',
    '-0',
    '0.0',
    '1.10',
    '100e-2',
    '1E5',
    '0.1',
    '9007199254740991',
    '-9007199254740991',
    '9007199254740992',
    '1e21',
    '1e300',
    '5e-324',
    '1.7976931348623157e308',
    '123456789012345680000',
  ])('%s is kept as it is', (number) => {
    expect(parseJsonText(`[${number}]`)).toEqual([Number(number)]);
  });

  it.each([
    '12345678901234567890',
    '9007199254740993',
    '-9007199254740993',
    '0.1000000000000000055511151231257827',
    '1e309',
    '-1e400',
    '1e-400',
    '1.0000000000000000000000000000000000000000000000000000000000000000000000000',
  ])('%s would not be', (number) => {
    expect(wrongIn(`{"a":[0,${number}]}`)).toBe('422 unsafe_number /a/1');
  });

  it('of 64 levels is read, of one more refused, however it is nested', () => {
    const arrays = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
    const objects = (depth: number): string => '{"a":'.repeat(depth) + '1' + '}'.repeat(depth);
    expect([arrays(64), objects(64), `{"a":${arrays(63)},"b":${arrays(63)}}`].map(wrongIn)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect([arrays(65), objects(65), `{"a":${arrays(64)}}`, arrays(100_000)].map(wrongIn)).toEqual(
      Array.from({ length: 4 }, () => '400 too_deep '),
    );
  });

  it('does not name a member after a prototype', () => {
    expect(wrongIn('{"a":{"__proto__":{"b":1}}}')).toBe('422 reserved_key /a/__proto__');
  });
});
