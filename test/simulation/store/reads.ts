import { tableDefinition } from '../../../functions/store/table-definition.ts';
import { conditionOf, isTrue, operandOf, type Condition, type Placeholders } from './condition.ts';
import { invalid } from './errors.ts';
import type { Document, MemoryTable, MomentOf, Stored } from './memory-table.ts';
import { only, placeholdersOf, placeOf, type Input } from './request.ts';

/** How old what is read may be: a consistent read is of now, or of while it was under way. */
export type Staleness = {
  readonly consistent: MomentOf;
  readonly eventual: MomentOf;
  readonly index: MomentOf;
};

export function get(table: MemoryTable, input: Input, staleness: Staleness): Document {
  only(input, 'TableName', 'Key', 'ConsistentRead');
  return found(table.at(placeOf(input['Key']), momentOf(input, staleness)()));
}

function found(stored: Stored | undefined): Document {
  return stored === undefined ? {} : { Item: stored.document };
}

function momentOf(input: Input, staleness: Staleness): MomentOf {
  return input['ConsistentRead'] === true ? staleness.consistent : staleness.eventual;
}

type KeysByTable = Readonly<Record<string, { readonly Keys: readonly unknown[] } & Input>>;
const mostKeys = 100;

/** Each of a moment of its own, and in no order: here in that of the keys. */
export function batchGet(table: MemoryTable, input: Input, staleness: Staleness): Document {
  only(input, 'RequestItems');
  const Responses = Object.entries(input['RequestItems'] as KeysByTable).map(([name, request]) => {
    only(request, 'Keys', 'ConsistentRead');
    const places = request.Keys.map(placeOf);
    if (places.length === 0 || places.length > mostKeys) throw invalid(`a batch has 1 to ${mostKeys} keys`);
    if (new Set(places.map(({ pk, sk }) => JSON.stringify([pk, sk]))).size < places.length)
      throw invalid('Provided list of item keys contains duplicates');
    const moment = momentOf(request, staleness);
    return [name, places.flatMap((place) => table.at(place, moment())?.document ?? [])];
  });
  return { Responses: Object.fromEntries(Responses), UnprocessedKeys: {} };
}

const [list] = tableDefinition.indexes;
const queryParameters = [
  'TableName',
  'IndexName',
  'KeyConditionExpression',
  'ConsistentRead',
  'ScanIndexForward',
  'ExpressionAttributeNames',
  'ExpressionAttributeValues',
  'Limit',
  'ExclusiveStartKey',
  'ProjectionExpression',
] as const;

export function query(table: MemoryTable, input: Input, staleness: Staleness): Document {
  only(input, ...queryParameters);
  const { KeyConditionExpression, IndexName, ProjectionExpression } = input;
  const placeholders = placeholdersOf(input, KeyConditionExpression, ProjectionExpression);
  const isIndex = IndexName !== undefined;
  if (isIndex && (IndexName !== list.name || input['ConsistentRead'] === true))
    throw invalid('The table does not have the specified index, or it is asked for a consistent read');
  const condition = conditionOf(KeyConditionExpression as string);
  const partition = partitionOf(condition, isIndex ? list.partitionKey : tableDefinition.partitionKey, placeholders);
  const all = isIndex
    ? table.listed(partition, staleness.index)
    : table.partition(partition, momentOf(input, staleness));
  const inOrder = input['ScanIndexForward'] === false ? all.toReversed() : all;
  const fits = inOrder.filter(({ raw }) => isTrue(condition, raw, placeholders));
  const { page, last } = pageOf(fits, input);
  const shown = projected(ProjectionExpression as string | undefined, placeholders, isIndex);
  return {
    Items: page.map(({ document }) => pick(document, shown)),
    Count: page.length,
    ScannedCount: page.length,
    ...(last === undefined ? {} : { LastEvaluatedKey: pick(last.document, keysOf(isIndex)) }),
  };
}

/** The value that a key condition asks of the partition key. */
function partitionOf(condition: Condition, attribute: string, placeholders: Placeholders): string {
  const parts = condition.kind === 'and' ? condition.parts : [condition];
  for (const part of parts) {
    if (part.kind !== 'compare' || part.by !== '=') continue;
    const { left, right } = part;
    const name = left.kind === 'attribute' ? (placeholders.names[left.name] ?? left.name) : '';
    const value = operandOf(right, undefined, placeholders)?.S;
    if (name === attribute && value !== undefined) return value;
  }
  throw invalid(`Query condition missed key schema element: ${attribute}`);
}

function pageOf(fits: readonly Stored[], { Limit, ExclusiveStartKey }: Input) {
  const start = ExclusiveStartKey as { readonly pk: string; readonly sk: string } | undefined;
  // One that has gone since would need its place among the others: the store's lists name the place in their condition.
  const from =
    start === undefined ? 0 : 1 + fits.findIndex(({ raw }) => raw['pk']?.S === start.pk && raw['sk']?.S === start.sk);
  if (start !== undefined && from === 0) throw new Error('the in-memory table does not support a start that has gone');
  const page = fits.slice(from, Limit === undefined ? undefined : from + (Limit as number));
  return { page, last: from + page.length < fits.length || page.length === Limit ? page.at(-1) : undefined };
}

function keysOf(isIndex: boolean): readonly string[] {
  return isIndex ? [list.partitionKey, list.sortKey, 'pk', 'sk'] : ['pk', 'sk'];
}

/** The attributes that are asked for of those that there are; in an index that is what it projects. */
function projected(
  expression: string | undefined,
  { names }: Placeholders,
  isIndex: boolean,
): readonly string[] | undefined {
  const there = isIndex ? [...keysOf(true), ...list.include] : undefined;
  const asked = expression?.split(',').map((name) => names[name.trim()] ?? name.trim());
  return asked === undefined ? there : asked.filter((name) => there?.includes(name) !== false);
}

function pick(document: Document, attributes: readonly string[] | undefined): Document {
  if (attributes === undefined) return document;
  return Object.fromEntries(attributes.flatMap((name) => (name in document ? [[name, document[name]]] : [])));
}
