import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { tableDefinition } from '../../../functions/store/table-definition.ts';
import type { Placeholders } from './condition.ts';
import { invalid } from './errors.ts';
import type { Item, Place } from './memory-table.ts';

/** What a request of the document client holds, in its words. */
export type Input = Readonly<Record<string, unknown>>;

/** Refuses what it does not know, so that nothing which the store asks for is passed over in silence. */
export function only(input: Input, ...known: readonly string[]): void {
  const unknown = Object.keys(input).filter((name) => input[name] !== undefined && !known.includes(name));
  if (unknown.length > 0) throw new Error(`the in-memory table does not support ${unknown.join(', ')}`);
}

/** As the document client does (functions/store/table.ts). */
export function rawItem(document: unknown): Item {
  return marshall(document as Input, { removeUndefinedValues: true });
}

export function placeOf(key: unknown): Place {
  const { pk, sk, ...more } = rawItem(key);
  const given = [pk?.S, sk?.S];
  if (Object.keys(more).length > 0 || given.some((part) => part === undefined || part === ''))
    throw invalid('The provided key element does not match the schema');
  return { pk: pk?.S ?? '', sk: sk?.S ?? '' };
}

/** An item's own place; its index keys, where it has any, must be what the index takes. */
export function placeIn(item: Item): Place {
  for (const name of tableDefinition.indexes.flatMap((index) => [index.partitionKey, index.sortKey])) {
    const value = item[name];
    if (value !== undefined && (value.S ?? '') === '') throw invalid(`${name} is no key of an index`);
  }
  const { pk, sk } = item;
  return placeOf({ pk: pk?.S, sk: sk?.S });
}

const placeholder = /[:#]\w+/g;

/** What the placeholders of a request's expressions stand for: each is given, and each that is given is used. */
export function placeholdersOf(input: Input, ...expressions: readonly unknown[]): Placeholders {
  const names = (input['ExpressionAttributeNames'] ?? {}) as Readonly<Record<string, string>>;
  const given = input['ExpressionAttributeValues'] ?? {};
  const values: Readonly<Record<string, AttributeValue>> = rawItem(given);
  const used = new Set(expressions.flatMap((one) => (typeof one === 'string' ? (one.match(placeholder) ?? []) : [])));
  const known = [...Object.keys(names), ...Object.keys(values)];
  for (const name of used) if (!known.includes(name)) throw invalid(`${name} is used and not given`);
  for (const name of known) if (!used.has(name)) throw invalid(`${name} is given and not used`);
  return { names, values };
}
