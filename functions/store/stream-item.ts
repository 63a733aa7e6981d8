import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { AttributeValue as StreamValue } from 'aws-lambda';

type Image = Readonly<Record<string, StreamValue>>;

/** The item of a stream record, as a read of the table would give it. */
export function streamItem(image: Image): Readonly<Record<string, unknown>> {
  return unmarshall(attributes(image), { wrapNumbers: (text) => text });
}

function attributes(image: Image): Record<string, AttributeValue> {
  return Object.fromEntries(Object.entries(image).map(([name, value]) => [name, attribute(value)]));
}

/** Lambda's event is JSON, so bytes come as base64. */
function attribute(value: StreamValue): AttributeValue {
  if (value.B !== undefined) return { B: bytes(value.B) };
  if (value.BS !== undefined) return { BS: value.BS.map(bytes) };
  if (value.L !== undefined) return { L: value.L.map(attribute) };
  if (value.M !== undefined) return { M: attributes(value.M) };
  return value as AttributeValue;
}

function bytes(base64: string): Uint8Array {
  // A plain Uint8Array, as the SDK gives it: a Buffer's slices share memory.
  return new Uint8Array(Buffer.from(base64, 'base64'));
}
