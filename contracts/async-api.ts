import * as z from 'zod/mini';
import { envelope, intakeMessages } from '../functions/intake-message.ts';
import { cloudEventOf, outgoingEvents, type EventName } from '../functions/outgoing-events.ts';
import { packageVersion } from './package-version.ts';
import { sampleMessage } from './sample-body.ts';

type Json = Readonly<Record<string, unknown>>;
type Message = { readonly name: string; readonly message: Json; readonly schemas: Json };

/** The description of messages (AsyncAPI 3.0): what systems send by queue, and the events that come back. */
export function asyncApi(): Json {
  const [received, sent] = [receivedMessages(), sentMessages()];
  const all = [...received, ...sent];
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Holdfast',
      version: packageVersion(),
      description,
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    defaultContentType: 'application/json',
    channels: {
      intake: channel('Intake queue', 'A standard SQS queue of each sending system, for up to 256 KB.', received),
      events: channel('Events', 'An SNS topic.', sent),
    },
    operations: {
      receiveDocuments: operation('receive', 'intake', 'Carries out what order systems send.', received),
      sendEvents: operation('send', 'events', 'Tells what happened.', sent),
    },
    components: {
      messages: Object.fromEntries(all.map(({ name, message }) => [name, message])),
      schemas: Object.fromEntries(all.flatMap(({ schemas }) => Object.entries(schemas))),
    },
  };
}

const description = `Amounts are decimal strings, never JSON numbers.

A message in the intake queue has an \`id\` that names its intent: the same one again is carried out once. It may come late, twice and in
any order. Unknown fields are refused; what can never be carried out goes to the dead-letter queue with its cause.

Events are CloudEvents 1.0. They come at least once and in no order: \`id\` is the same for repeats, and \`sequence\` orders those of
one order. None is sent for what did not happen. Members may be added to an event within its version: ignore those that you do not know.`;

function receivedMessages(): readonly Message[] {
  return Object.entries(intakeMessages).map(([name, { operation: same, data }]) => {
    const whole = z.extend(envelope, { type: z.literal(name), data });
    const examples = [{ payload: sampleMessage(name, same) }];
    const facts = { title: name, summary: `What ${same} takes, without HTTP`, examples };
    return messageOf(name, facts, jsonSchema(name, whole, 'input'));
  });
}

function sentMessages(): readonly Message[] {
  return (Object.keys(outgoingEvents) as EventName[]).map((name) => {
    const schema = cloudEventOf(name);
    const type = schema.shape.type.def.values[0] ?? '';
    const facts = { title: type, summary: outgoingEvents[name].summary, headers: attributesOf(type) };
    return messageOf(name, facts, jsonSchema(name, schema, 'output', open));
  });
}

/** What subscribers filter by. */
function attributesOf(type: string): Json {
  return {
    type: 'object',
    description: 'Message attributes, to filter by.',
    properties: { type: { const: type }, legalEntity: { type: 'string' }, creditGroup: { type: 'string' } },
    required: ['type'],
  };
}

function messageOf(name: string, facts: Json, schemas: Json): Message {
  const contentType = 'application/json';
  return { name, message: { name, ...facts, contentType, payload: { $ref: `#/components/schemas/${name}` } }, schemas };
}

function channel(title: string, says: string, messages: readonly Message[]): Json {
  const references = messages.map(({ name }) => [name, { $ref: `#/components/messages/${name}` }] as const);
  return { address: null, title, description: says, messages: Object.fromEntries(references) };
}

function operation(action: 'send' | 'receive', name: string, summary: string, messages: readonly Message[]): Json {
  return {
    action,
    channel: { $ref: `#/channels/${name}` },
    summary,
    messages: messages.map((one) => ({ $ref: `#/channels/${name}/messages/${one.name}` })),
  };
}

type Override = NonNullable<Parameters<typeof z.toJSONSchema>[1]>['override'];

/** Who reads an event lets pass what a later one says more. */
const open: Override = ({ jsonSchema: made }) => {
  if (made.additionalProperties === false) delete made.additionalProperties;
};

/** JSON Schema, draft 7: with what it refers to beside it, under names of its own. */
function jsonSchema(name: string, schema: z.ZodMiniType, io: 'input' | 'output', override?: Override): Json {
  const made = z.toJSONSchema(schema, { target: 'draft-7', io, ...(override === undefined ? {} : { override }) });
  const named = JSON.stringify(made).replaceAll('"#/definitions/', `"#/components/schemas/${name}-`);
  const { $schema: _, definitions = {}, ...own } = JSON.parse(named) as Json & { readonly definitions?: Json };
  const others = Object.entries(definitions).map(([key, value]) => [`${name}-${key}`, value] as const);
  return { [name]: own, ...Object.fromEntries(others) };
}
