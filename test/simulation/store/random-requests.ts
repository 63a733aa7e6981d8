import { between, oneOf } from '../random.ts';
import { attribute, attributes, condition, making, placeholders, update, valueOf } from './random-expressions.ts';
import type { Input } from './request.ts';

type Random = () => number;

const partitions = ['p', 'q'];
const sorts = ['a#1', 'a#2', 'a#3', 'b#1', 'b', 'ü'];
const lists = ['x', 'y'];

/** Makes one of a kind of request that the store sends, about a handful of items; some are wrong. */
const makers = {
  Get: (random: Random, TableName: string): Input => ({
    TableName,
    Key: keyOf(random),
    ConsistentRead: random() < 0.5,
  }),
  Put: putOf,
  Update: updateOf,
  Delete: (random: Random, TableName: string): Input => ({ TableName, Key: keyOf(random), ...conditional(random) }),
  Query: queryOf,
  BatchGet: (random: Random, TableName: string): Input => ({
    RequestItems: { [TableName]: { Keys: severalOf(random, 0, 4, () => keyOf(random)), ConsistentRead: true } },
  }),
  BatchWrite: (random: Random, TableName: string): Input => ({
    RequestItems: {
      [TableName]: severalOf(random, 1, 3, () => ({ PutRequest: { Item: putOf(random, TableName)['Item'] } })),
    },
  }),
  TransactWrite: (random: Random, TableName: string): Input => ({
    TransactItems: severalOf(random, 1, 4, () => {
      const kind = oneOf(random, ['Put', 'Update', 'Delete', 'ConditionCheck'] as const);
      return { [kind]: kind === 'ConditionCheck' ? checkOf(random, TableName) : makers[kind](random, TableName) };
    }),
  }),
} as const;

export type RequestKind = keyof typeof makers;
export const requestKinds = Object.keys(makers) as readonly RequestKind[];

/** Half of them are transactions. */
export function randomRequest(random: Random, TableName: string) {
  const kind = random() < 0.5 ? 'TransactWrite' : oneOf(random, requestKinds);
  return { kind, input: makers[kind](random, TableName) };
}

function severalOf<T>(random: Random, least: number, most: number, make: () => T): T[] {
  return Array.from({ length: between(random, least, most) }, make);
}

function keyOf(random: Random) {
  return { pk: oneOf(random, partitions), sk: oneOf(random, sorts) };
}

function putOf(random: Random, TableName: string): Input {
  const key = keyOf(random);
  // Which of two that sort alike is first is said nowhere.
  const place = random() < 0.5 ? { listKey: oneOf(random, lists), listSort: `${key.sk}${key.pk}` } : {};
  const some = attributes.filter((name) => name !== 'gone' && random() < 0.6);
  const values = Object.fromEntries(some.map((name) => [name, valueOf(random, name)]));
  const wrong = random() < 0.03 ? { listKey: '' } : {};
  const Item = { ...key, kind: 'item', ...values, gone: undefined, ...place, ...wrong };
  return { TableName, Item, ...conditional(random) };
}

function conditional(random: Random): Input {
  if (random() < 0.4) return {};
  const made = making(random);
  return { ConditionExpression: condition(made, 2), ...placeholders(made), ...oldValues(random) };
}

function checkOf(random: Random, TableName: string): Input {
  const made = making(random);
  const ConditionExpression = condition(made, 2);
  return { TableName, Key: keyOf(random), ConditionExpression, ...placeholders(made), ...oldValues(random) };
}

function oldValues(random: Random): Input {
  return random() < 0.6 ? { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } : {};
}

function updateOf(random: Random, TableName: string): Input {
  const made = making(random);
  const UpdateExpression = update(made);
  const guard = random() < 0.6 ? { ConditionExpression: condition(made, 1), ...oldValues(random) } : {};
  return { TableName, Key: keyOf(random), UpdateExpression, ...guard, ...placeholders(made) };
}

function queryOf(random: Random, TableName: string): Input {
  const made = making(random);
  const isIndex = random() < 0.4;
  const [partition, sort] = isIndex ? ['listKey', 'listSort'] : ['pk', 'sk'];
  made.values[':key'] = oneOf(random, isIndex ? lists : partitions);
  const test = oneOf(random, [
    '',
    ` AND begins_with(${sort}, :place)`,
    ...'< <= > >= ='.split(' ').map((by) => ` AND ${sort} ${by} :place`),
  ]);
  if (test !== '') made.values[':place'] = oneOf(random, [...sorts, 'a#', 'b']);
  return {
    TableName,
    ...(isIndex ? { IndexName: 'list' } : { ConsistentRead: random() < 0.5 }),
    KeyConditionExpression: `${partition} = :key${test}`,
    ...(random() < 0.2 ? { ProjectionExpression: `sk, ${attribute(made, 'row')}` } : {}),
    ...(random() < 0.3 ? { Limit: between(random, 1, 3) } : {}),
    ...(random() < 0.3 ? { ScanIndexForward: false } : {}),
    ...placeholders(made),
  };
}
