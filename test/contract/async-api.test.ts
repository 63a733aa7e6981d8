import asyncApiSchema from '@asyncapi/specs/schemas/3.0.0.json' with { type: 'json' };
import { Ajv } from 'ajv';
import { describe, expect, it, test } from 'vitest';
import { asyncApi } from '../../contracts/async-api.ts';
import { decode } from '../../functions/decode.ts';
import { envelope, intakeMessages } from '../../functions/intake-message.ts';
import { outgoingEvents } from '../../functions/outgoing-events.ts';
import { messageValidator, type Described } from './message-validator.ts';

const document = JSON.parse(JSON.stringify(asyncApi())) as Described;
const received = Object.keys(intakeMessages);
const sent = Object.keys(outgoingEvents);

/** By AsyncAPI's own schema, which brings the one of JSON Schema along. */
function problemsOf(described: unknown): unknown {
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true, meta: false, validateSchema: false });
  const isValid = ajv.compile(asyncApiSchema);
  return isValid(described) ? [] : isValid.errors;
}

describe('the description of messages', () => {
  it('is AsyncAPI 3.0', () => {
    expect(problemsOf(document)).toEqual([]);
  });

  it.each([
    ['an operation does neither send nor receive', { operations: { sendEvents: { action: 'publish' } } }],
    ['a member is not of AsyncAPI', { chanels: {} }],
    ['it is of no version', { asyncapi: '3' }],
  ])('would not be if %s', (_, change) => {
    expect(problemsOf({ ...document, ...change })).not.toEqual([]);
  });

  it('has every message that is received and every event that is sent, and none else', () => {
    const { channels, operations, components } = document;
    expect(Object.keys(channels['intake']?.messages ?? {})).toEqual(received);
    expect(Object.keys(channels['events']?.messages ?? {})).toEqual(sent);
    expect(Object.keys(components.messages)).toEqual([...received, ...sent]);
    const named = Object.values(operations).flatMap(({ messages }) => messages.map(({ $ref }) => $ref));
    expect(named).toEqual([
      ...received.map((name) => `#/channels/intake/messages/${name}`),
      ...sent.map((name) => `#/channels/events/messages/${name}`),
    ]);
  });

  it('has no reference that leads nowhere, and no schema that nobody refers to', () => {
    const references = new Set(everyReference(document));
    for (const reference of references)
      expect({ reference, to: target(reference) }).not.toMatchObject({ to: undefined });
    const schemas = Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`);
    expect(schemas.filter((name) => !references.has(name))).toEqual([]);
  });
});

describe.each(Object.entries(intakeMessages))('a message of type %s', (name, { data }) => {
  const isValid = messageValidator(document, name);
  const example = document.components.messages[name]?.examples?.[0]?.payload as Readonly<Record<string, unknown>>;

  test('has an example that its schema and its worker take', () => {
    expect(isValid(example)).toEqual([]);
    expect(decode(envelope, example, '')).toMatchObject({ type: name });
    expect(decode(data, example['data'], '/data')).toMatchObject({ customer: 'C-1001' });
  });

  test('with a member that is not known is taken by neither', () => {
    const wrong = { ...example, data: { ...(example['data'] as object), more: 1 } };
    expect(isValid(wrong)).not.toEqual([]);
    expect(() => decode(data, wrong.data, '/data')).toThrow();
    expect(isValid({ ...example, more: 1 })).not.toEqual([]);
  });
});

function target(reference: string): unknown {
  return reference
    .slice(2)
    .split('/')
    .reduce<unknown>((found, name) => (found as Readonly<Record<string, unknown>> | undefined)?.[name], document);
}

function everyReference(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    name === '$ref' ? [String(member)] : everyReference(member),
  );
}
