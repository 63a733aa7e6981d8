import {
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { describe, expect, test } from 'vitest';
import { dynamo, table } from '../../../functions/store/table.ts';
import { createTable } from '../../../local/table.ts';
import { seeded } from '../random.ts';
import { memoryService, noLag, type MemoryService } from './memory-service.ts';
import { comparable, outcomeOf } from './outcome.ts';
import { randomRequest, type RequestKind } from './random-requests.ts';
import type { Input } from './request.ts';

const sequences = 30;
const requests = 80;

const commands = {
  Get: GetCommand,
  Put: PutCommand,
  Update: UpdateCommand,
  Delete: DeleteCommand,
  Query: QueryCommand,
  BatchGet: BatchGetCommand,
  BatchWrite: BatchWriteCommand,
  TransactWrite: TransactWriteCommand,
} as const satisfies Readonly<Record<RequestKind, unknown>>;

/** The name that the SDK's middleware has for a request of the document client. */
function nameOf(kind: RequestKind): string {
  if (kind === 'Query') return 'QueryCommand';
  return kind === 'TransactWrite' ? 'TransactWriteItemsCommand' : `${kind}ItemCommand`;
}

function askEngine(kind: RequestKind, input: Input): Promise<unknown> {
  const Command = commands[kind] as unknown as new (input: Input) => GetCommand;
  return table.send(new Command(input));
}

function askMemory(service: MemoryService, kind: RequestKind, input: Input): unknown {
  const underWay = service.arrive(nameOf(kind), input);
  underWay.carryOut();
  return underWay.answer();
}

async function everything(TableName: string): Promise<readonly unknown[]> {
  const { Items = [] } = await table.send(new ScanCommand({ TableName, ConsistentRead: true }));
  return sorted(Items.map(comparable));
}

function sorted(items: readonly unknown[]): readonly unknown[] {
  const placeOf = (item: unknown) => JSON.stringify([(item as Input)['pk'], (item as Input)['sk']]);
  return items.toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
}

describe('the in-memory table is like the engine', () => {
  test('in answers, failures and items, to random sequences of requests', { timeout: 120_000 }, async () => {
    const met = new Set<string>();
    for (let seed = 1; seed <= sequences; seed += 1) {
      const random = seeded(seed);
      const tableName = `like-the-engine-${process.pid}-${seed}`;
      await createTable(dynamo, tableName);
      const service = memoryService({ draw: (_, high) => high, lag: noLag, now: () => 0 });
      for (let number = 1; number <= requests; number += 1) {
        const { kind, input } = randomRequest(random, tableName);
        const expected = await outcomeOf(() => askEngine(kind, input));
        const found = await outcomeOf(() => askMemory(service, kind, input));
        expect(found, `seed ${seed}, request ${number}: ${kind} ${JSON.stringify(comparable(input))}`).toEqual(
          expected,
        );
        met.add(`${kind} ${'failure' in expected ? expected.failure : 'answered'}`);
      }
      const stored = service.table.save().map(({ stored }) => comparable(stored.document));
      expect(sorted(stored), `after seed ${seed}`).toEqual(await everything(tableName));
    }
    // Each kind of request was answered, and each that can be refused was.
    expect([...met].toSorted()).toEqual([
      'BatchGet ValidationException',
      'BatchGet answered',
      'BatchWrite ValidationException',
      'BatchWrite answered',
      'Delete ConditionalCheckFailedException',
      'Delete answered',
      'Get answered',
      'Put ConditionalCheckFailedException',
      'Put ValidationException',
      'Put answered',
      'Query answered',
      'TransactWrite TransactionCanceledException',
      'TransactWrite ValidationException',
      'TransactWrite answered',
      'Update ConditionalCheckFailedException',
      'Update ValidationException',
      'Update answered',
    ]);
  });
});
