import { table } from '../../functions/store/table.ts';

/** Holds back the next two transactions until both are there; then they go, in an order or at once. */
export function twoAtOnce(goesFirst: 0 | 1 | undefined) {
  const waiting: (() => void)[] = [];
  const done: Promise<void>[] = [];
  let arrived = (): void => {};
  const first = new Promise<void>((resolve) => (arrived = resolve));
  table.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (input) => {
        if (!commandName.startsWith('TransactWrite') || waiting.length === 2) return next(input);
        const answer = Promise.withResolvers<void>();
        done.push(answer.promise);
        await new Promise<void>((resolve) => {
          waiting.push(resolve);
          arrived();
          if (waiting.length < 2) return;
          for (const go of goesFirst === undefined ? waiting : [waiting[goesFirst]]) go?.();
          if (goesFirst !== undefined) void done[goesFirst]?.then(waiting[1 - goesFirst]);
        });
        try {
          return await next(input);
        } finally {
          answer.resolve();
        }
      },
    { step: 'initialize', name: 'twoAtOnce', priority: 'high' },
  );
  return { first, stop: () => void table.middlewareStack.remove('twoAtOnce') };
}
