import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operations, type OperationName } from '../../functions/operations.ts';
import { dynamo } from '../../functions/store/table.ts';
import { sampleInput } from '../contract/sample-desk.ts';
import { sampleSubject } from '../events/sample-event.ts';
import { sequence } from '../../infra/sam/sample-sequence.ts';
import { testEnvironment } from '../harness/environment.ts';
import { startHarness, type Harness } from '../harness/start-harness.ts';
import { formOfToday, readStoredSample } from './stored-sample.ts';

const sample = readStoredSample();
let harness: Harness;

beforeAll(async () => {
  process.env['INSTALLATION_ADMINS'] = sampleSubject;
  harness = await startHarness();
  for (const Item of sample.items) await dynamo.send(new PutItemCommand({ TableName: harness.tableName, Item }));
});
afterAll(() => {
  process.env['INSTALLATION_ADMINS'] = testEnvironment.INSTALLATION_ADMINS;
});

/** Where this fails, raise `storedFormat` (functions/store/table-definition.ts) and run keep-stored-sample.ts. */
describe('data that an earlier commit stored under the same number', () => {
  it('are there for the number and the table of today', () => {
    expect(sample.form).toEqual(formOfToday);
    expect(sample.items.length).toBeGreaterThan(50);
  });

  const known = operations.filter(({ name }) => sample.operations.includes(name));
  const reading = known.filter(({ method }) => method === 'GET').map(({ name }) => name);
  // The sample was kept before these.
  const later = sequence.slice(sequence.indexOf('exclude-order'));
  const changing = known.map(({ name }) => name).filter((name) => later.includes(name));

  it.each([...reading, ...changing.toSorted(inSequence)])('can be read by %s', async (name) => {
    const { status, body } = await harness.call(name, sampleInput(name));
    expect({ isDone: status < 300, body }).toEqual({ isDone: true, body });
  });
});

function inSequence(one: OperationName, other: OperationName): number {
  return sequence.indexOf(one) - sequence.indexOf(other);
}
