import { isDeepStrictEqual } from 'node:util';
import { cancelled, conflict, failed } from './errors.ts';
import {
  memoryTable,
  type Change,
  type Document,
  type MemoryTable,
  type MomentOf,
  type Saved,
} from './memory-table.ts';
import { batchGet, get, query, type Staleness } from './reads.ts';
import type { Input } from './request.ts';
import { identity, putsOf, writeAll, writeOf, writeOne, writesOf, type Write } from './writes.ts';

/** A request between its arrival and its answer. */
export type UnderWay = {
  /** Has its effect now, once; without it the effect comes with the answer. What it changed, if it did. */
  readonly carryOut: () => readonly Change[];
  /** Frees what it held, and gives the answer or throws what the SDK would. */
  readonly answer: () => Document;
};

export type MemoryService = {
  readonly table: MemoryTable;
  /** `isExact`: reads see what is there now. */
  readonly arrive: (command: string, input: Input, isExact?: boolean) => UnderWay;
  /** The table as it was saved; nothing is under way any more, and no token is remembered. */
  readonly restore: (saved: Saved) => void;
};

/** How far back a read may look, in commits and in time: at its own item, and in an index. */
export type Lag = { readonly eventual: Reach; readonly index: Reach };
type Reach = { readonly commits: number; readonly ms: number };

export const noLag: Lag = { eventual: { commits: 0, ms: 0 }, index: { commits: 0, ms: 0 } };

export type ServiceOptions = {
  /** A whole number between two, both included. */
  readonly draw: (low: number, high: number) => number;
  readonly lag: Lag;
  /** Epoch, ms. */
  readonly now: () => number;
};

/**
 * DynamoDB as its callers see it: transactions hold their items from arrival to answer, so that another that needs one is
 * cancelled (TransactionConflict); a token is carried out once; what is read is of any moment that it may be of.
 */
export function memoryService({ draw, lag, now }: ServiceOptions): MemoryService {
  const table = memoryTable();
  const committedAt: number[] = [];
  const busy = new Set<string>();
  const tokens = new Map<string, { readonly input: Input; isDone: boolean }>();

  const exact: Staleness = { consistent: table.now, eventual: table.now, index: table.now };
  const stalenessSince = (arrival: number): Staleness => {
    const back = ({ commits, ms }: Reach): MomentOf => {
      const earliest = committedAt.findLastIndex((at) => at <= now() - ms) + 1;
      const oldest = Math.min(Math.max(arrival - commits, earliest, 0), arrival);
      return oldest === table.now() ? table.now : () => draw(oldest, table.now());
    };
    return { consistent: back(noLag.index), eventual: back(lag.eventual), index: back(lag.index) };
  };
  const reading = (isExact: boolean, read: (staleness: Staleness) => Document): UnderWay => {
    const arrival = table.now();
    return { carryOut: () => [], answer: () => read(isExact ? exact : stalenessSince(arrival)) };
  };
  const committing = (work: () => readonly Change[]): readonly Change[] => {
    const changes = work();
    committedAt.push(now());
    return changes;
  };
  const isBusy = ({ place }: Pick<Write, 'place'>): boolean => busy.has(identity(place));

  const transaction = (input: Input): UnderWay => {
    const writes = writesOf(input);
    const token = input['ClientRequestToken'] as string | undefined;
    const known = token === undefined ? undefined : tokens.get(token);
    if (known !== undefined && !isDeepStrictEqual(known.input, input))
      throw failed('IdempotentParameterMismatchException');
    if (known?.isDone === true) return settled(() => []);
    if (known !== undefined) return settled(() => raised(failed('TransactionInProgressException')));
    if (writes.some(isBusy)) {
      const reasons = writes.map((write) => ({ Code: isBusy(write) ? 'TransactionConflict' : 'None' }));
      return settled(() => raised(cancelled(reasons)));
    }
    const record = { input, isDone: false };
    if (token !== undefined) tokens.set(token, record);
    for (const { place } of writes) busy.add(identity(place));
    return settled(
      () => {
        const changes = committing(() => writeAll(table, writes));
        record.isDone = true;
        return changes;
      },
      () => {
        for (const { place } of writes) busy.delete(identity(place));
        if (token !== undefined && !record.isDone) tokens.delete(token);
      },
    );
  };
  const single = (write: Write): UnderWay =>
    settled(() => (isBusy(write) ? raised(conflict()) : committing(() => writeOne(table, write))));
  const batch = (puts: readonly Write[]): UnderWay => {
    const each = (): readonly Change[] => puts.flatMap((put) => writeOne(table, put));
    const whole = settled(() => (puts.some(isBusy) ? raised(conflict()) : committing(each)));
    return { ...whole, answer: () => ({ ...whole.answer(), UnprocessedItems: {} }) };
  };

  return {
    table,
    restore: (saved) => {
      table.restore(saved);
      committedAt.length = 0;
      busy.clear();
      tokens.clear();
    },
    arrive: (command, input, isExact = false) => {
      switch (command) {
        // There is one, from the start.
        case 'CreateTableCommand':
          return reading(isExact, () => ({}));
        case 'GetItemCommand':
          return reading(isExact, (staleness) => get(table, input, staleness));
        case 'QueryCommand':
          return reading(isExact, (staleness) => query(table, input, staleness));
        case 'BatchGetItemCommand':
          return reading(isExact, (staleness) => batchGet(table, input, staleness));
        case 'PutItemCommand':
          return single(writeOf.Put(input));
        case 'UpdateItemCommand':
          return single(writeOf.Update(input));
        case 'DeleteItemCommand':
          return single(writeOf.Delete(input));
        case 'BatchWriteItemCommand':
          return batch(putsOf(input));
        case 'TransactWriteItemsCommand':
          return transaction(input);
        default:
          throw new Error(`the in-memory table does not support ${command}`);
      }
    },
  };
}

/** A write: its effect comes once, and what came of it is what is answered. */
function settled(work: () => readonly Change[], release: () => void = () => {}): UnderWay {
  let outcome: { readonly changes: readonly Change[] } | { readonly error: unknown } | undefined;
  const carryOut = (): readonly Change[] => {
    if (outcome !== undefined) return [];
    try {
      outcome = { changes: work() };
      return outcome.changes;
    } catch (error) {
      outcome = { error };
      return [];
    }
  };
  return {
    carryOut,
    answer: () => {
      carryOut();
      release();
      if (outcome !== undefined && 'error' in outcome) throw outcome.error;
      return {};
    },
  };
}

function raised(error: Error): never {
  throw error;
}
