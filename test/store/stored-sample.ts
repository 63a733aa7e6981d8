import { readFileSync, writeFileSync } from 'node:fs';
import { ScanCommand, type AttributeValue } from '@aws-sdk/client-dynamodb';
import { operations } from '../../functions/operations.ts';
import { storedFormat, tableDefinition } from '../../functions/store/table-definition.ts';
import { dynamo } from '../../functions/store/table.ts';
import { pendingIndex } from '../../local/table.ts';

/** What a table has beside its items. */
export const formOfToday = { format: storedFormat, table: { ...tableDefinition, pendingIndex } };

type StoredSample = {
  readonly form: unknown;
  /** Those that there were: a later one may find nothing of its own. */
  readonly operations: readonly string[];
  readonly items: readonly Record<string, AttributeValue>[];
};

const file = new URL('stored-sample.jsonl', import.meta.url);

/** The items that were kept when the stored form got its number, as the engine gives them. */
export function readStoredSample(): StoredSample {
  const [form = '', names = '', ...items] = readFileSync(file, 'utf8').trim().split('\n');
  return {
    form: JSON.parse(form) as unknown,
    operations: JSON.parse(names) as string[],

    items: items.map((line) => JSON.parse(line, bytesOf) as StoredSample['items'][0]),
  };
}

/** Keeps what is in a table. */
export async function writeStoredSample(tableName: string): Promise<void> {
  const { Items = [], LastEvaluatedKey } = await dynamo.send(new ScanCommand({ TableName: tableName }));
  if (LastEvaluatedKey !== undefined) throw new Error('the sample is more than one page');
  const lines = Items.map((item) => JSON.stringify(item, base64Of)).toSorted();
  writeFileSync(
    file,
    `${[JSON.stringify(formOfToday), JSON.stringify(operations.map(({ name }) => name)), ...lines].join('\n')}\n`,
  );
}

function base64Of(_: string, value: unknown): unknown {
  return value instanceof Uint8Array ? { base64: Buffer.from(value).toString('base64') } : value;
}

function bytesOf(_: string, value: unknown): unknown {
  const isBytes = typeof value === 'object' && value !== null && 'base64' in value;
  return isBytes ? new Uint8Array(Buffer.from(String(value.base64), 'base64')) : value;
}
