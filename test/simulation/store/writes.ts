import type { CancellationReason } from '@aws-sdk/client-dynamodb';
import { conditionOf, isTrue, type Placeholders } from './condition.ts';
import { cancelled, conditionFailed, invalid, isInvalid } from './errors.ts';
import { storedItem, type Change, type Item, type MemoryTable, type Place } from './memory-table.ts';
import { only, placeholdersOf, placeIn, placeOf, rawItem, type Input } from './request.ts';
import { checkUpdate, updated } from './update-expression.ts';

/** One write, read and checked, to be made at once or not at all. */
export type Write = {
  readonly place: Place;
  readonly holds: (found: Item | undefined) => boolean;
  /** What is there afterwards; `undefined`: nothing. */
  readonly after: (found: Item | undefined) => Item | undefined;
  readonly givesOld: boolean;
};

const conditional = [
  'TableName',
  'ConditionExpression',
  'ExpressionAttributeNames',
  'ExpressionAttributeValues',
  'ReturnValuesOnConditionCheckFailure',
] as const;

export const writeOf = {
  Put: (input: Input): Write => {
    only(input, 'Item', ...conditional);
    const item = rawItem(input['Item']);
    return { place: placeIn(item), after: () => item, ...guarded(input, placeholdersIn(input)) };
  },
  Delete: (input: Input): Write => {
    only(input, 'Key', ...conditional);
    return { place: placeOf(input['Key']), after: () => undefined, ...guarded(input, placeholdersIn(input)) };
  },
  ConditionCheck: (input: Input): Write => {
    only(input, 'Key', ...conditional);
    return { place: placeOf(input['Key']), after: (found) => found, ...guarded(input, placeholdersIn(input)) };
  },
  Update: (input: Input): Write => {
    only(input, 'Key', 'UpdateExpression', ...conditional);
    const place = placeOf(input['Key']);
    const placeholders = placeholdersIn(input);
    checkUpdate(input['UpdateExpression'] as string, placeholders);
    const after = (found: Item | undefined): Item => {
      const key = rawItem(place);
      const item = updated(input['UpdateExpression'] as string, found ?? key, placeholders);
      if (item['pk']?.S !== place.pk || item['sk']?.S !== place.sk) throw invalid('a key cannot be updated');
      placeIn(item);
      return item;
    };
    return { place, after, ...guarded(input, placeholders) };
  },
} as const;

function placeholdersIn(input: Input): Placeholders {
  return placeholdersOf(input, input['ConditionExpression'], input['UpdateExpression']);
}

function guarded(input: Input, placeholders: Placeholders): Pick<Write, 'holds' | 'givesOld'> {
  const expression = input['ConditionExpression'] as string | undefined;
  const condition = expression === undefined ? undefined : conditionOf(expression);
  return {
    holds: (found) => condition === undefined || isTrue(condition, found, placeholders),
    givesOld: input['ReturnValuesOnConditionCheckFailure'] === 'ALL_OLD',
  };
}

type Transaction = readonly Readonly<Record<string, Input>>[];
const mostWrites = 100;

export function writesOf(input: Input): readonly Write[] {
  only(input, 'TransactItems', 'ClientRequestToken');
  const writes = (input['TransactItems'] as Transaction).map((item) => {
    const [[kind, one] = ['', {}], ...more] = Object.entries(item).filter(([, value]) => value !== undefined);
    if (!(kind in writeOf) || more.length > 0) throw invalid('a transaction takes one write an item');
    return writeOf[kind as keyof typeof writeOf](one);
  });
  if (writes.length === 0 || writes.length > mostWrites) throw invalid(`a transaction has 1 to ${mostWrites} writes`);
  if (new Set(writes.map(({ place }) => identity(place))).size < writes.length)
    throw invalid('Transaction request cannot include multiple operations on one item');
  return writes;
}

const mostPuts = 25;

/** Of a batch, which the store uses to put alone: each on its own. */
export function putsOf(input: Input): readonly Write[] {
  only(input, 'RequestItems');
  const [requests = [], ...others] = Object.values(input['RequestItems'] as Readonly<Record<string, readonly Input[]>>);
  const puts = requests.map((request) => {
    only(request, 'PutRequest');
    return writeOf.Put(request['PutRequest'] as Input);
  });
  if (others.length > 0 || puts.length === 0 || puts.length > mostPuts)
    throw invalid(`a batch has 1 to ${mostPuts} puts`);
  if (new Set(puts.map(({ place }) => identity(place))).size < puts.length)
    throw invalid('Provided list of item keys contains duplicates');
  return puts;
}

export function identity({ pk, sk }: Place): string {
  return `${pk}\u0000${sk}`;
}

/** One write on its own. */
export function writeOne(table: MemoryTable, { place, holds, givesOld, after }: Write): readonly Change[] {
  const before = table.at(place, table.now());
  if (!holds(before?.raw)) throw conditionFailed(givesOld ? before?.raw : undefined);
  return commit(table, [{ place, before, after: after(before?.raw) }]);
}

/** All or none: where one cannot be made, every write says so or that it was not to blame. */
export function writeAll(table: MemoryTable, writes: readonly Write[]): readonly Change[] {
  const made = writes.map((write) => madeOf(table, write));
  const reasons = made.map((one): CancellationReason => ('Code' in one ? one : { Code: 'None' }));
  if (reasons.some(({ Code }) => Code !== 'None')) throw cancelled(reasons);
  return commit(
    table,
    made.flatMap((one) => ('Code' in one ? [] : one)),
  );
}

type Made = Pick<Change, 'place' | 'before'> & { readonly after: Item | undefined };

function madeOf(table: MemoryTable, { place, holds, givesOld, after }: Write): Made | { readonly Code: string } {
  const before = table.at(place, table.now());
  if (!holds(before?.raw)) {
    const Item = givesOld && before !== undefined ? { Item: { ...before.raw } } : {};
    return { Code: 'ConditionalCheckFailed', ...Item };
  }
  try {
    return { place, before, after: after(before?.raw) };
  } catch (error) {
    if (!isInvalid(error)) throw error;
    return { Code: 'ValidationError' };
  }
}

/** What is left as it is, is no change. */
function commit(table: MemoryTable, made: readonly Made[]): readonly Change[] {
  const changes = made
    .filter(({ before, after }) => after !== before?.raw)
    .map(({ place, before, after }) => ({ place, before, after: after && storedItem(after) }));
  table.commit(changes);
  return changes;
}
