import { table } from '../../functions/store/table.ts';
import { called, type UnderWay } from './calls.ts';
import type { CallKind, Fault } from './faults.ts';
import { aside, currentAttempt, type Attempt } from './scheduler.ts';
import { cancelled, conflict, failed, unanswered } from './store/errors.ts';
import type { Change } from './store/memory-table.ts';
import type { Input } from './store/request.ts';

/** A request as the document client takes it; `send` hands it on to whatever engine lies below. */
export type TableRequest = {
  readonly command: string;
  readonly input: Input;
  readonly send: () => Promise<unknown>;
  /** Nobody's, to be answered from what is there now. */
  readonly isAside: boolean;
};

/** Of the in-memory service, or of what compares it with an engine. */
export type TableCall = {
  readonly carryOut: () => readonly Change[] | Promise<readonly Change[]>;
  readonly answer: () => unknown;
};

/** A request that changed something, as its sender wrote it. */
export type Committed = { readonly attempt: Attempt; readonly input: Input; readonly changes: readonly Change[] };

export type TableSimulation = {
  readonly arrive: (request: TableRequest) => TableCall;
  readonly fault: (kind: CallKind) => Fault;
  /** Each time that an attempt asks, whatever comes of it. */
  readonly onRequest?: ((request: TableRequest) => void) | undefined;
  /** At each commit, while nothing else goes on. */
  readonly onCommit: (committed: Committed) => Promise<void>;
};

const kinds: Readonly<Record<string, CallKind>> = {
  PutItemCommand: 'write',
  UpdateItemCommand: 'write',
  DeleteItemCommand: 'write',
  BatchWriteItemCommand: 'write',
  TransactWriteItemsCommand: 'transaction',
};

/**
 * Answers what the store asks of the table at the first step of the SDK's stack: nothing is marshalled, signed or sent, and the
 * SDK's own retries lie below it. What no attempt sends is answered at once.
 */
export function simulateTable(simulation: () => TableSimulation): void {
  table.middlewareStack.add(
    (next, { commandName: command = '' }) =>
      async (args) => {
        const { arrive, fault, onCommit, onRequest } = simulation();
        const input = args.input as Input;
        const attempt = currentAttempt();
        const send = async (): Promise<unknown> => (await next(args)).output;
        const request = { command, input, send, isAside: attempt === undefined };
        if (attempt === undefined) {
          const underWay = arrive(request);
          await underWay.carryOut();
          return answered(underWay.answer());
        }
        onRequest?.(request);
        const kind = kinds[command] ?? 'read';
        const call = {
          kind,
          name: described(command, input),
          arrive: () => noticed(arrive(request), (changes) => onCommit({ attempt, input, changes })),
          errorOf: errorOf(kind, input),
        };
        return answered(await called(attempt, fault, call));
      },
    { step: 'initialize', priority: 'high', name: 'simulatedTable' },
  );
}

function noticed(underWay: TableCall, onCommit: (changes: readonly Change[]) => Promise<void>): UnderWay {
  return {
    carryOut: () =>
      aside(async () => {
        const changes = await underWay.carryOut();
        if (changes.length > 0) await onCommit(changes);
      }),
    answer: underWay.answer,
  };
}

function described(command: string, { Key, ExpressionAttributeValues, TransactItems, ConsistentRead }: Input): string {
  const what =
    (TransactItems as readonly object[] | undefined)?.length ??
    Object.values(Key ?? ExpressionAttributeValues ?? {}).join(' ');
  return `${command.replace('Command', '')} ${String(what)}${ConsistentRead === true ? ' consistently' : ''}`;
}

/** Typed as whatever command was sent. */
function answered(output: unknown): never {
  return { output: { $metadata: {}, ...(output as object) }, response: {} } as never;
}

function errorOf(kind: CallKind, { TransactItems }: Input) {
  return (seen: Exclude<Fault['seen'], 'answer' | 'death'>): Error => {
    if (seen === 'throttled') return failed('ThrottlingException');
    if (seen === 'failed') return failed('InternalServerError', 500);
    if (seen === 'unanswered') return unanswered();
    if (kind !== 'transaction') return conflict();
    const [, ...others] = TransactItems as readonly unknown[];
    return cancelled([{ Code: 'TransactionConflict' }, ...others.map(() => ({ Code: 'None' }))]);
  };
}
