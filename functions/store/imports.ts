import { GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import type { ImportId, JobId, Subject } from '../../domain/ids.ts';
import { refuse } from '../../domain/refusal.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { integer, item, text, textAs } from './codec.ts';
import { deflateEvidence, evidenceAs } from './evidence.ts';
import { contentHash } from './hash.ts';
import { importKey, importPartition, importPartKey, importPartPrefix, jobVerdictsKey } from './keys.ts';
import { table, tableName } from './table.ts';

/** A file to import, that comes in numbered parts. */
export type StoredImport<Kind extends string = string> = {
  readonly import: ImportId;
  readonly kind: Kind;
  readonly parts: number;
  readonly delimiter: string;
  readonly createdBy: Subject;
  /** ISO 8601 UTC, business time. */
  readonly createdAt: string;
};

const importCodec = item({
  import: textAs<ImportId>(),
  kind: text,
  parts: integer,
  delimiter: text,
  createdBy: textAs<Subject>(),
  createdAt: text,
});

/** A part as it came, without its text. */
export type ImportPart = { readonly part: number; readonly rows: number; readonly hash: string };
const partCodec = item({ part: integer, rows: integer, hash: text });
const partText = item({ hash: text, text: evidenceAs<string>() });

/** Creates it, or gives what is there under its id: the same, or a refusal. */
export async function createImport(
  entity: AuthorizedEntity,
  file: StoredImport,
): Promise<{ readonly stored: StoredImport; readonly isCreated: boolean }> {
  const Item = { ...importKey(entity, file.import), ...file, item: 'import' };
  try {
    await table.send(new PutCommand({ TableName: tableName(), Item, ConditionExpression: 'attribute_not_exists(pk)' }));
    return { stored: file, isCreated: true };
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
  const stored = await getImport(entity, file.import);
  const { kind, parts, delimiter } = file;
  const isSame = stored.kind === kind && stored.parts === parts && stored.delimiter === delimiter;
  if (!isSame) throw refuse('document-differs', { kind: 'import' });
  return { stored, isCreated: false };
}

export async function getImport(entity: AuthorizedEntity, file: ImportId): Promise<StoredImport> {
  const Key = importKey(entity, file);
  const { Item } = await table.send(new GetCommand({ TableName: tableName(), Key, ConsistentRead: true }));
  if (Item === undefined) throw refuse('not-found', { kind: 'import' });
  return importCodec(Item, 'import');
}

/** A part comes under its number: the same again, or in another's place. */
export async function putPart(
  entity: AuthorizedEntity,
  file: ImportId,
  { part, rows, csv }: { readonly part: number; readonly rows: number; readonly csv: string },
): Promise<ImportPart> {
  const stored = { part, rows, hash: contentHash(csv) };
  const Item = { ...importPartKey(entity, file, part), ...stored, text: deflateEvidence(csv) };
  await table.send(new PutCommand({ TableName: tableName(), Item }));
  return stored;
}

/** The parts that came, by number, without their text. */
export async function listParts(entity: AuthorizedEntity, file: ImportId): Promise<readonly ImportPart[]> {
  const parts: ImportPart[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const page = await table.send(
      new QueryCommand({
        TableName: tableName(),
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ProjectionExpression: '#part, #rows, #hash',
        ExpressionAttributeNames: { '#part': 'part', '#rows': 'rows', '#hash': 'hash' },
        ExpressionAttributeValues: { ':pk': importPartition(entity, file), ':prefix': importPartPrefix },
        ConsistentRead: true,
        ExclusiveStartKey: from,
      }),
    );
    parts.push(...(page.Items ?? []).map((stored) => partCodec(stored, 'part')));
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  return parts;
}

/** The text of a part if it is still the one of that hash. */
export async function readPart(
  entity: AuthorizedEntity,
  file: ImportId,
  { part, hash }: Pick<ImportPart, 'part' | 'hash'>,
): Promise<string | undefined> {
  const Key = importPartKey(entity, file, part);
  const { Item } = await table.send(new GetCommand({ TableName: tableName(), Key, ConsistentRead: true }));
  if (Item === undefined) return undefined;
  const stored = partText(Item, 'part');
  return stored.hash === hash ? stored.text : undefined;
}

/** What a dry run found of the rows from `row` on. */
export async function keepVerdicts(
  entity: AuthorizedEntity,
  job: JobId,
  row: number,
  verdicts: unknown,
): Promise<void> {
  const Item = { ...jobVerdictsKey(entity, job, row), verdicts: deflateEvidence(verdicts) };
  await table.send(new PutCommand({ TableName: tableName(), Item }));
}

/** What a commit found of the rows from `row` on, unless that is kept already. */
export async function keepVerdictsOnce(
  entity: AuthorizedEntity,
  job: JobId,
  row: number,
  verdicts: unknown,
): Promise<boolean> {
  const Item = { ...jobVerdictsKey(entity, job, row), verdicts: deflateEvidence(verdicts) };
  try {
    await table.send(new PutCommand({ TableName: tableName(), Item, ConditionExpression: 'attribute_not_exists(pk)' }));
    return true;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return false;
  }
}

export async function readVerdicts<T>(entity: AuthorizedEntity, job: JobId, row: number): Promise<T | undefined> {
  const Key = jobVerdictsKey(entity, job, row);
  const { Item } = await table.send(new GetCommand({ TableName: tableName(), Key, ConsistentRead: true }));
  return Item === undefined ? undefined : evidenceAs<T>()(Item['verdicts'], 'verdicts');
}
