import { BatchWriteItemCommand, DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { isDeepStrictEqual } from 'node:util';
import { clientOptions } from '../../functions/store/client-options.ts';
import { requiredEnvironment } from '../../functions/store/required-environment.ts';
import { createTable } from '../../local/table.ts';
import type { MemoryTable, Saved } from './store/memory-table.ts';
import { comparable, outcomeOf } from './store/outcome.ts';
import type { Comparison } from './world.ts';

/** An engine that is asked the same as the in-memory table, at the same moments. */
export type Beside = {
  readonly compare: Comparison;
  /** A table of its own for a schedule, with what it starts from. */
  readonly begin: (tableName: string, saved: Saved) => Promise<void>;
  /** What was answered otherwise since, or is stored otherwise now. */
  /** How many requests both were asked. */
  readonly compared: () => number;
  readonly differences: (tableName: string, table: MemoryTable) => Promise<readonly string[]>;
};

const batchSize = 25;

export function besideEngine(): Beside {
  // A client of its own: what is asked of the store's is answered from memory.
  const engine = new DynamoDBClient({ endpoint: requiredEnvironment('DYNAMODB_ENDPOINT'), ...clientOptions });
  const found: string[] = [];
  let compared = 0;
  return {
    compare: ({ command, input, send, isAside }, arrive) => {
      // What nobody of a schedule sends sets the stage, or looks at it.
      if (isAside) return arrive();
      let answer: (() => unknown) | undefined;
      return {
        carryOut: async () => {
          if (answer !== undefined) return [];
          const inMemory = arrive();
          const changes = inMemory.carryOut();
          answer = givenOnce(inMemory.answer);
          const outcomes = [await outcomeOf(answer), await outcomeOf(send)] as const;
          compared += 1;
          if (!isDeepStrictEqual(...outcomes)) found.push(`${command} ${text({ input, outcomes })}`);
          return changes;
        },
        answer: () => answer?.(),
      };
    },
    begin: async (tableName, saved) => {
      await createTable(engine, tableName);
      for (let from = 0; from < saved.length; from += batchSize) {
        const puts = saved.slice(from, from + batchSize).map(({ stored }) => ({ PutRequest: { Item: stored.raw } }));
        await engine.send(new BatchWriteItemCommand({ RequestItems: { [tableName]: puts } }));
      }
    },
    compared: () => compared,
    differences: async (tableName, table) => {
      const { Items = [] } = await engine.send(new ScanCommand({ TableName: tableName, ConsistentRead: true }));
      const [expected, stored] = [Items, table.save().map(({ stored }) => stored.raw)].map((items) =>
        items.map((item) => text(item)).toSorted(),
      );
      const isSame = isDeepStrictEqual(stored, expected);
      return [...found.splice(0), ...(isSame ? [] : [`what is stored: ${text({ stored, expected })}`])];
    },
  };
}

/** The same whenever it is asked for. */
function givenOnce(work: () => unknown): () => unknown {
  try {
    const answer = work();
    return () => answer;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

function text(value: unknown): string {
  return JSON.stringify(comparable(value));
}
