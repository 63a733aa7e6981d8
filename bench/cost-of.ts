import type { ConsumedCapacity, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { listIndex } from '../functions/store/table-definition.ts';

/** What some work asked of the table. */
export type Cost = {
  /** Sequential round trips: requests that were under way together are one. */
  readonly trips: number;
  /** Commands in the order in which they were sent. */
  readonly requests: readonly string[];
  readonly readUnits: number;
  /** Of the table and the index that every deployment has; the local runtime's own index does not count. */
  readonly writeUnits: number;
};

const name = 'costOf';
const reads: readonly string[] = ['GetItem', 'Query', 'BatchGetItem'];

/** Runs `work` and counts what the store's client sent meanwhile, with the capacity units that the engine answered. */
export async function costOf(client: DynamoDBClient, work: () => Promise<unknown>): Promise<Cost> {
  let trips = 0;
  let underWay = 0;
  const requests: string[] = [];
  const units = { read: 0, write: 0 };
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        const request = (commandName ?? '').replace(/Command$/, '');
        if (underWay === 0) trips += 1;
        underWay += 1;
        requests.push(request);
        try {
          const answer = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: 'INDEXES' } });
          const consumed = consumedOf(answer.output);
          units[reads.includes(request) ? 'read' : 'write'] += consumed.reduce((sum, one) => sum + unitsOf(one), 0);
          return answer;
        } finally {
          underWay -= 1;
        }
      },
    { step: 'initialize', priority: 'high', name },
  );
  try {
    await work();
  } finally {
    client.middlewareStack.remove(name);
  }
  return { trips, requests, readUnits: units.read, writeUnits: units.write };
}

function consumedOf(output: object): readonly ConsumedCapacity[] {
  const { ConsumedCapacity: consumed } = output as {
    readonly ConsumedCapacity?: ConsumedCapacity | ConsumedCapacity[];
  };
  if (consumed === undefined) throw new Error('the engine does not say what a request consumed');
  return Array.isArray(consumed) ? consumed : [consumed];
}

function unitsOf({ Table, GlobalSecondaryIndexes }: ConsumedCapacity): number {
  return (Table?.CapacityUnits ?? 0) + (GlobalSecondaryIndexes?.[listIndex]?.CapacityUnits ?? 0);
}
