import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { isDeepStrictEqual } from 'node:util';
import { table } from '../../functions/store/table.ts';

export type Fault = 'none' | 'conflict' | 'timeout before' | 'timeout after commit' | 'throttled';

export type Disturbed = {
  /** Tokens of the transactions as they were sent, in order. */
  readonly tokens: () => readonly string[];
  /** Whether every transaction that was sent again under its token was the same. */
  readonly isUnchanged: () => boolean;
  readonly stop: () => void;
};

type Sent = { readonly ClientRequestToken?: string };

/** Lets the transactions that the store sends fail, by their number from 1, outside the SDK's own retries. */
export function disturbTransactions(faultOf: (number: number) => Fault): Disturbed {
  const sent: Sent[] = [];
  const tokenOf = (input: Sent): string => input.ClientRequestToken ?? '';
  table.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        if (!commandName.startsWith('TransactWrite')) return next(args);
        sent.push(structuredClone(args.input) as Sent);
        const fault = faultOf(sent.length);
        if (fault === 'conflict') throw conflict();
        if (fault === 'throttled') throw named('ThrottlingException');
        if (fault === 'timeout before') throw named('TimeoutError');
        const answer = await next(args);
        if (fault === 'timeout after commit') throw named('TimeoutError');
        return answer;
      },
    { step: 'initialize', priority: 'high', name: 'disturbTransactions' },
  );
  return {
    tokens: () => sent.map(tokenOf),
    isUnchanged: () => {
      const firsts = new Map(sent.toReversed().map((input) => [tokenOf(input), input]));
      return sent.every((input) => isDeepStrictEqual(input, firsts.get(tokenOf(input))));
    },
    stop: () => void table.middlewareStack.remove('disturbTransactions'),
  };
}

function conflict(): Error {
  const CancellationReasons = [{ Code: 'None' }, { Code: 'TransactionConflict' }];
  return new TransactionCanceledException({ message: 'conflict', $metadata: {}, CancellationReasons });
}

function named(name: string): Error {
  return Object.assign(new Error(name), { name });
}
