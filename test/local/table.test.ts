import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { beforeAll, expect, it } from 'vitest';
import { dynamo } from '../../functions/store/table.ts';
import { createTable } from '../../local/table.ts';
import { startHarness, type Harness } from '../harness/start-harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});

it('has the indexes, and making it again changes nothing', async () => {
  await createTable(dynamo, harness.tableName);
  const { Table } = await dynamo.send(new DescribeTableCommand({ TableName: harness.tableName }));
  expect(Table?.GlobalSecondaryIndexes?.map((index) => index.IndexName).toSorted()).toEqual(['list', 'pending']);
});
