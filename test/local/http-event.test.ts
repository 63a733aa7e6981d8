import { expect, it } from 'vitest';
import { httpEvent } from '../../local/http-event.ts';

function bodyOf(bytes: Uint8Array | undefined, contentType?: string) {
  const { body, isBase64Encoded } = httpEvent({
    method: 'PUT',
    route: '/legal-entities/{legalEntity}',
    rawPath: '/legal-entities/ACME',
    headers: contentType === undefined ? {} : { 'content-type': contentType },
    body: bytes,
    claims: {},
    requestId: 'r1',
    receivedAt: new Date('2026-06-15T10:00:00Z'),
  });
  return { body, isBase64Encoded };
}

const text = Buffer.from('{"a":"ü"}');

it.each([
  'application/json',
  'application/json; charset=utf-8',
  'APPLICATION/JSON ;charset=utf-8',
  'text/plain',
  'text/csv;header=present',
  'application/xml',
  'application/javascript',
])('hands a body of type %s on as text', (type) => {
  expect(bodyOf(text, type)).toEqual({ body: '{"a":"ü"}', isBase64Encoded: false });
});

it.each([
  undefined,
  '',
  'application/octet-stream',
  'application/x-www-form-urlencoded',
  'application/merge-patch+json',
  'application/jsonx',
  'image/png',
])('hands a body of type %s on as base64', (type) => {
  expect(bodyOf(text, type)).toEqual({ body: text.toString('base64'), isBase64Encoded: true });
});

it('hands text that is no UTF-8 on as base64, byte by byte', () => {
  const bytes = Uint8Array.of(0x22, 0xff, 0x22);
  expect(bodyOf(bytes, 'application/json')).toEqual({ body: 'Iv8i', isBase64Encoded: true });
});

it('knows no body where none came', () => {
  for (const bytes of [undefined, new Uint8Array()])
    expect(bodyOf(bytes, 'application/octet-stream')).toEqual({ body: undefined, isBase64Encoded: false });
});
