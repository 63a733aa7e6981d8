import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { tableDefinition } from '../../../functions/store/table-definition.ts';
import { orderedText } from './attribute-values.ts';

export type Item = Readonly<Record<string, AttributeValue>>;
export type Document = Readonly<Record<string, unknown>>;
export type Place = { readonly pk: string; readonly sk: string };

/** An item as it is kept and as the document client hands it on. */
export type Stored = { readonly raw: Item; readonly document: Document };
export type Change = { readonly place: Place; readonly before: Stored | undefined; readonly after: Stored | undefined };

/** A moment is a number of commits. Which one an item is read at is asked for each item: a page may be of several. */
export type MomentOf = () => number;

export type MemoryTable = {
  readonly now: () => number;
  readonly at: (place: Place, moment: number) => Stored | undefined;
  /** Of a partition, by sort key; of a list, by its own sort attribute. */
  readonly partition: (pk: string, momentOf: MomentOf) => readonly Stored[];
  readonly listed: (listKey: string, momentOf: MomentOf) => readonly Stored[];
  /** All or nothing was decided before: this makes it so, in one moment. */
  readonly commit: (changes: readonly Change[]) => void;
  /** Everything as it is now, to start from again. */
  readonly save: () => Saved;
  readonly restore: (saved: Saved) => void;
};

type Version = { readonly since: number; readonly stored: Stored | undefined };
type Partition = Map<string, Version[]>;
export type Saved = readonly { readonly place: Place; readonly stored: Stored }[];

const [list] = tableDefinition.indexes;

/** One table in memory that knows what it was at each of its last `kept` moments. */
export function memoryTable(kept = 64): MemoryTable {
  const partitions = new Map<string, Partition>();
  let moment = 0;

  const partitionOf = (pk: string): Partition => {
    const found = partitions.get(pk) ?? new Map<string, Version[]>();
    if (found.size === 0) partitions.set(pk, found);
    return found;
  };
  const versionsIn = (partition: Partition, momentOf: MomentOf): readonly Stored[] =>
    [...partition.values()].flatMap((versions) => storedAt(versions, momentOf()) ?? []);

  return {
    now: () => moment,
    at: ({ pk, sk }, at) => storedAt(partitions.get(pk)?.get(sk) ?? [], at),
    partition: (pk, momentOf) => {
      const found = partitions.get(pk);
      return found === undefined ? [] : sorted(versionsIn(found, momentOf), 'sk');
    },
    listed: (listKey, momentOf) => {
      const all = [...partitions.values()].flatMap((partition) => versionsIn(partition, momentOf));
      const isListed = ({ raw }: Stored) => raw[list.partitionKey]?.S === listKey && raw[list.sortKey]?.S !== undefined;
      return sorted(all.filter(isListed), list.sortKey);
    },
    commit: (changes) => {
      moment += 1;
      for (const { place, after } of changes) {
        const partition = partitionOf(place.pk);
        const versions = partition.get(place.sk) ?? [];
        const oldest = versions.findLastIndex(({ since }) => since <= moment - kept);
        partition.set(place.sk, [...versions.slice(Math.max(oldest, 0)), { since: moment, stored: after }]);
      }
    },
    save: () =>
      [...partitions].flatMap(([pk, partition]) =>
        [...partition].flatMap(([sk, versions]) => {
          const stored = versions.at(-1)?.stored;
          return stored === undefined ? [] : [{ place: { pk, sk }, stored }];
        }),
      ),
    restore: (saved) => {
      partitions.clear();
      moment = 0;
      for (const { place, stored } of saved) partitionOf(place.pk).set(place.sk, [{ since: 0, stored }]);
    },
  };
}

function storedAt(versions: readonly Version[], moment: number): Stored | undefined {
  return versions.findLast(({ since }) => since <= moment)?.stored;
}

function sorted(stored: readonly Stored[], attribute: string): readonly Stored[] {
  const sortOf = ({ raw }: Stored): string => raw[attribute]?.S ?? '';
  return stored.toSorted((a, b) => orderedText(sortOf(a), sortOf(b)));
}

/** Most items are never read, so the document is made when it first is; frozen, since all readers share it. */
export function storedItem(raw: Item): Stored {
  let document: Document | undefined;
  return {
    raw,
    get document() {
      document ??= frozen(unmarshall({ ...raw }, { wrapNumbers: (text) => text }));
      return document;
    },
  };
}

function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  for (const member of Object.values(value)) frozen(member);
  return Object.freeze(value);
}
