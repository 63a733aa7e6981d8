import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate } from 'node:timers/promises';
import { table } from '../../functions/store/table.ts';

/** A request of a task as the store sent it, and that it was carried out. */
export type Carried = { readonly task: number; readonly command: string; readonly input: unknown };

type Fault = 'none' | 'conflict' | 'timeout after commit';
type Waiting = { readonly task: number; readonly isWrite: boolean; readonly go: (fault: Fault) => void };

const faultShare = 0.1;
/** More than any schedule needs: tasks that go on for ever are a defect. */
const maxSteps = 5_000;

/**
 * Runs tasks side by side in an order that `random` alone decides: every request that one sends to the table waits until it
 * is chosen, and so does every answer, so that any interleaving of arrivals and replies can happen. One write in ten is
 * cancelled by a conflict, or carried out without its answer coming back.
 */
export async function interleave(
  tasks: readonly (() => Promise<unknown>)[],
  random: () => number,
  onCarried: (carried: Carried) => Promise<void>,
): Promise<void> {
  const waiting: Waiting[] = [];
  const live = new Set(tasks.keys());
  const next = byPriority([...tasks.keys()], random);
  let underWay = 0;
  const chosen = (task: number, isWrite: boolean) => new Promise<Fault>((go) => waiting.push({ task, isWrite, go }));

  table.middlewareStack.add(
    (send, { commandName = '' }) =>
      async (args) => {
        const task = current.getStore();
        if (task === undefined) return send(args);
        const isWrite = commandName.startsWith('TransactWrite');
        const fault = await chosen(task, isWrite);
        underWay += 1;
        const reply = await settled(async () => {
          if (fault === 'conflict') throw conflict();
          const answer = await send(args);
          await current.exit(() => onCarried({ task, command: commandName, input: args.input }));
          if (fault === 'timeout after commit') throw lost();
          return answer;
        });
        underWay -= 1;
        await chosen(task, false);
        if ('error' in reply) throw reply.error;
        return reply.answer;
      },
    { step: 'initialize', priority: 'high', name: 'gate' },
  );
  try {
    const running = tasks.map((task, index) => current.run(index, task).finally(() => live.delete(index)));
    const all = Promise.all(running);
    all.catch(() => {});
    for (let step = 0; live.size > 0; step += 1) {
      if (step === maxSteps) throw new Error(`not done after ${maxSteps} steps`);
      await quiet(() => underWay === 0 && [...live].every((task) => waiting.some((one) => one.task === task)));
      if (waiting.length === 0) continue;
      const one = next(waiting);
      waiting.splice(waiting.indexOf(one), 1);
      one.go(one.isWrite ? faultOf(random()) : 'none');
    }
    await all;
  } finally {
    table.middlewareStack.remove('gate');
  }
}

/** How likely a task falls back instead of going on: above all between what it read and what it writes. */
const demotionShare = { write: 0.4, other: 0.05 };

/**
 * Whose turn it is: the first in a drawn order, which now and then falls to its end. Most defects need one task to stand
 * still at the wrong moment while the others go on, which an even draw at every step hardly ever gives.
 */
function byPriority(tasks: readonly number[], random: () => number): (waiting: readonly Waiting[]) => Waiting {
  const order = tasks.map((task) => ({ task, rank: random() })).sort((a, b) => a.rank - b.rank);
  const ranked = order.map(({ task }) => task);
  const first = (waiting: readonly Waiting[]): Waiting => {
    const found = ranked.flatMap((task) => waiting.find((one) => one.task === task) ?? [])[0];
    if (found === undefined) throw new Error('nobody waits');
    return found;
  };
  return (waiting) => {
    const { task, isWrite } = first(waiting);
    const share = isWrite ? demotionShare.write : demotionShare.other;
    if (random() < share) ranked.push(...ranked.splice(ranked.indexOf(task), 1));
    return first(waiting);
  };
}

/** Which task a request belongs to; none while the stage is set and looked at. */
const current = new AsyncLocalStorage<number>();

function faultOf(drawn: number): Fault {
  if (drawn < faultShare / 2) return 'conflict';
  return drawn < faultShare ? 'timeout after commit' : 'none';
}

/** Nothing is under way, and whoever paused has come back. */
async function quiet(isQuiet: () => boolean): Promise<void> {
  do {
    // What an answer sets off is sent before the next turn of the event loop.
    await setImmediate();
    await setImmediate();
  } while (!isQuiet());
}

type Settled<T> = { readonly answer: T } | { readonly error: unknown };

async function settled<T>(work: () => Promise<T>): Promise<Settled<T>> {
  try {
    return { answer: await work() };
  } catch (error) {
    return { error };
  }
}

function conflict(): Error {
  const CancellationReasons = [{ Code: 'TransactionConflict' }];
  return new TransactionCanceledException({ message: 'conflict', $metadata: {}, CancellationReasons });
}

function lost(): Error {
  return Object.assign(new Error('no answer'), { name: 'TimeoutError' });
}
