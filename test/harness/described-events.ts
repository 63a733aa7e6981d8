import { cloudEventOf, outgoingEvents, type EventName } from '../../functions/outgoing-events.ts';

const names = Object.keys(outgoingEvents) as readonly EventName[];
const schemas = new Map(names.map((name) => [`holdfast.${name}.v1`, cloudEventOf(name)]));

/** What is not as an event's schema says, in words; `undefined` where all is. */
export function undescribed(event: { readonly type: string }): string | undefined {
  const schema = schemas.get(event.type);
  if (schema === undefined) return `${event.type} is no event`;
  const { error } = schema.safeParse(event);
  return error === undefined
    ? undefined
    : `${JSON.stringify(event)} is not as described: ${JSON.stringify(error.issues)}`;
}
