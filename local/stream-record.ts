import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { AttributeValue as StreamValue, DynamoDBRecord } from 'aws-lambda';
import { tableDefinition } from '../functions/store/table-definition.ts';

type Item = Readonly<Record<string, AttributeValue>>;

/** The record of an inserted item as Lambda hands it to the publisher. */
export function streamRecord(item: Item, sequenceNumber: string): DynamoDBRecord {
  const image = streamImage(item);
  const { partitionKey, sortKey } = tableDefinition;
  return {
    eventID: sequenceNumber,
    eventName: 'INSERT',
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: process.env['AWS_REGION'] ?? '',
    dynamodb: {
      Keys: { [partitionKey]: image[partitionKey] ?? {}, [sortKey]: image[sortKey] ?? {} } as Record<
        string,
        StreamValue
      >,
      NewImage: image,
      SequenceNumber: sequenceNumber,
      StreamViewType: 'NEW_IMAGE',
    },
  };
}

function streamImage(item: Item): Record<string, StreamValue> {
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, streamValue(value)]));
}

/** Lambda's event is JSON: bytes come as base64. */
function streamValue(value: AttributeValue): StreamValue {
  if (value.B !== undefined) return { B: base64(value.B) };
  if (value.BS !== undefined) return { BS: value.BS.map(base64) };
  if (value.L !== undefined) return { L: value.L.map(streamValue) };
  if (value.M !== undefined) return { M: streamImage(value.M) };
  return value as StreamValue;
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
