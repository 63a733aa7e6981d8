import { AsyncLocalStorage } from 'node:async_hooks';
import { table } from '../../functions/store/table.ts';

export type Request = { readonly command: string; readonly input: Readonly<Record<string, unknown>> };

const watched = new AsyncLocalStorage<true>();

/** What the store sends while `work` runs; `before` runs before each request that it is told of, and is not watched. */
export async function watchRequests(
  work: () => Promise<unknown>,
  before: (request: Request, earlier: readonly Request[]) => Promise<unknown> = async () => {},
): Promise<readonly Request[]> {
  const requests: Request[] = [];
  const name = 'watchRequests';
  table.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        if (watched.getStore() === undefined) return next(args);
        const request = { command: commandName.replace(/Command$/, ''), input: args.input as Request['input'] };
        await watched.exit(() => before(request, requests));
        requests.push(request);
        return next(args);
      },
    { step: 'initialize', priority: 'high', name },
  );
  try {
    await watched.run(true, work);
  } finally {
    table.middlewareStack.remove(name);
  }
  return requests;
}

export const isWrite = ({ command }: Request): boolean => command === 'TransactWriteItems';

/** Runs `work` once, before the first transaction that is written. */
export function beforeFirstWrite(work: () => Promise<unknown>) {
  return async (request: Request, earlier: readonly Request[]): Promise<void> => {
    if (isWrite(request) && !earlier.some(isWrite)) await work();
  };
}

/** The items of the transactions among requests. */
export function writtenItems(requests: readonly Request[]): readonly (readonly WrittenItem[])[] {
  return requests.filter(isWrite).map(({ input }) => input['TransactItems'] as readonly WrittenItem[]);
}

export type WrittenItem = {
  readonly Put?: { readonly Item: Readonly<Record<string, unknown>> };
  readonly Update?: { readonly Key: Readonly<Record<string, unknown>>; readonly UpdateExpression: string };
};
