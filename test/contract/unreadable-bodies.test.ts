import { describe, expect, it } from 'vitest';
import { refusingDesk, sampleOf, withBody } from './refusing-desk.ts';

const { refusedText, storesNothing } = refusingDesk();

describe.each(withBody)('%s and a body that cannot be read', (name) => {
  storesNothing();

  it.each([
    ['nothing', ''],
    ['no JSON', '{"a":'],
    ['text after it', '{} {}'],
    ['a comment', '{/* */}'],
    ['a bare word', 'NaN'],
    ['half of a character', '{"a":"\\ud8'],
    ['a byte order mark', '\ufeff{}'],
  ])('%s: 400', async (_, text) => {
    expect(await refusedText(name, text)).toMatchObject({ status: 400, pointers: [''] });
  });

  it.each(['application/json', 'application/octet-stream'])('bytes that are no UTF-8, as %s: 400', async (type) => {
    const bytes = Uint8Array.of(0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d);
    expect(await refusedText(name, bytes, type)).toMatchObject({ status: 400, pointers: [''] });
  });

  it('two members of one name, at the top and inside: 400', async () => {
    expect(await refusedText(name, '{"a":1,"a":2}')).toMatchObject({ status: 400, pointers: ['/a'] });
    expect((await refusedText(name, '{"a":[{"b":{"c":1,"d":2,"c":3}}]}')).status).toBe(400);
  });

  it.each([100, 1_000, 4_000, 16_000, 60_000])('%i levels deep: refused', async (depth) => {
    await refusedText(name, '['.repeat(depth) + ']'.repeat(depth));
    await refusedText(name, '{"a":'.repeat(depth / 2) + '1' + '}'.repeat(depth / 2));
  });

  it('as bytes of an unknown type, which come as base64, is read like any other: 422', async () => {
    const { status, pointers } = await refusedText(name, '{"nobody":1}', 'application/octet-stream');
    expect({ status, isRead: pointers.some((pointer) => pointer !== '') }).toEqual({ status: 422, isRead: true });
  });

  it('a byte over 256 KB: 413, and not with one less', async () => {
    const filled = (bytes: number): string => `{"a":"${'x'.repeat(bytes - 8)}"}`;
    expect((await refusedText(name, filled(256 * 1024 + 1))).status).toBe(413);
    expect((await refusedText(name, filled(256 * 1024))).status).toBe(422);
    expect((await refusedText(name, filled(256 * 1024 + 1), 'application/octet-stream')).status).toBe(413);
  });
});

it('a member with which callers may do as they like, nested as deep as it fits: 400', async () => {
  const sample = JSON.stringify(sampleOf('request-checkpoint'));
  for (const depth of [63, 1_000, 4_500, 8_000, 12_000]) {
    const nested = '['.repeat(depth) + ']'.repeat(depth);
    const text = sample.replace('"postingParameters":{', `$&"deep":${nested},`);
    expect(await refusedText('request-checkpoint', text)).toMatchObject({ status: 400, pointers: [''] });
  }
});

it('a number there that would lose digits: 422', async () => {
  const sample = JSON.stringify(sampleOf('request-checkpoint'));
  const text = sample.replace('"postingParameters":{', '$&"lot":[1,12345678901234567890],');
  expect(await refusedText('request-checkpoint', text)).toMatchObject({
    status: 422,
    pointers: ['/postingParameters/lot/1'],
  });
});

it('two members of one name and one value: 400', async () => {
  expect((await refusedText('put-order', '{"a":1,"a":1}')).status).toBe(400);
});
