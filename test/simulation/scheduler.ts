import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate } from 'node:timers/promises';

/** Something that is carried out by tries, each like a process of its own: it answers, asks to be tried again, or dies. */
export type Job = {
  readonly name: string;
  /** What is to have one effect, however many jobs carry it out. */
  readonly intent?: string | undefined;
  readonly run: (tries: number) => Promise<'done' | 'again'>;
  /** Whether it may begin; without it, at any time. */
  readonly isReady?: (() => boolean) | undefined;
  /** When it begins (epoch, ms), where turns are taken by time. */
  readonly startsMs?: (() => number | undefined) | undefined;
};

/** One try of a job. What it sends dies with it. */
export type Attempt = { readonly job: Job; readonly tries: number; readonly scheduler: Scheduler; isDead: boolean };

/** An attempt that waits to go on, and with what. */
export type Turn = {
  readonly attempt: Attempt;
  readonly what: 'begin' | 'pause' | 'answer' | 'read' | 'write';
  /** Epoch, ms; of a beginning or a pause. */
  readonly untilMs?: number | undefined;
};

/** Who goes on first. */
export type TurnOrder = {
  readonly join: (attempt: Attempt) => void;
  readonly leave: (attempt: Attempt) => void;
  /** When a turn that begins to wait is due (epoch, ms). */
  readonly dueMs: (turn: Turn) => number;
  readonly next: <T extends Due>(ready: readonly T[]) => T;
};
export type Due = Turn & { readonly dueMs: number };

export type Scheduler = {
  readonly add: (job: Job) => void;
  /** Waits until the attempt is chosen to go on; for ever where it is dead. */
  readonly turn: (attempt: Attempt, what: Turn['what'], untilMs?: number) => Promise<void>;
  /** Ends an attempt where it stands, as the end of its process would. The job is tried again. */
  readonly kill: (attempt: Attempt) => void;
  /** Work that nobody is to be chosen during. */
  readonly during: <T>(work: () => Promise<T>) => Promise<T>;
  /** Until every job is done. */
  readonly run: () => Promise<void>;
  readonly steps: () => number;
  /** Says what happens, where somebody wants to know. */
  readonly tell: (attempt: Attempt, what: string) => void;
};

type Waiting = Due & { readonly isReady: () => boolean; readonly go: () => void };

/** More than any schedule needs: what goes on for ever is a defect. */
const maxStepsAJob = 2_000;
const maxTries = 40;

const running = new AsyncLocalStorage<Attempt>();

/** The attempt whose code this is; none while the stage is set and looked at. */
export function currentAttempt(): Attempt | undefined {
  return running.getStore();
}

/** Runs work as nobody's. */
export function aside<T>(work: () => T): T {
  return running.exit(work);
}

/**
 * Runs jobs side by side in an order that is given: every request that one sends waits until it is chosen, and so does every
 * answer, so that any interleaving of arrivals and answers can happen.
 */
export function makeScheduler(order: TurnOrder, listen?: (line: string) => void): Scheduler {
  const waiting = new Set<Waiting>();
  const alive = new Set<Attempt>();
  let failure: { readonly error: unknown } | undefined;
  let underWay = 0;
  let steps = 0;
  let jobs = 0;

  const begin = (job: Job, tries: number): void => {
    if (tries > maxTries) throw new Error(`${job.name} is not done after ${maxTries} tries`);
    const attempt: Attempt = { job, tries, scheduler, isDead: false };
    alive.add(attempt);
    order.join(attempt);
    void carryOut(attempt);
  };
  const carryOut = async (attempt: Attempt): Promise<void> => {
    const { job, tries } = attempt;
    try {
      await waitFor({ attempt, what: 'begin', untilMs: job.startsMs?.() }, job.isReady ?? always);
      scheduler.tell(attempt, 'begins');
      const outcome = await running.run(attempt, () => job.run(tries));
      if (!end(attempt)) return;
      scheduler.tell(attempt, outcome);
      if (outcome === 'again') begin(job, tries + 1);
    } catch (error) {
      if (end(attempt)) failure ??= { error };
    }
  };
  /** Whether it was alive. */
  const end = (attempt: Attempt): boolean => {
    if (attempt.isDead) return false;
    attempt.isDead = true;
    alive.delete(attempt);
    order.leave(attempt);
    for (const one of waiting) if (one.attempt === attempt) waiting.delete(one);
    return true;
  };
  const waitFor = (turn: Turn, isReady: () => boolean): Promise<void> =>
    new Promise((go) => {
      if (turn.attempt.isDead) return;
      waiting.add({ ...turn, dueMs: order.dueMs(turn), isReady, go });
    });
  const next = (): Waiting => {
    const ready = [...waiting].filter(({ isReady }) => isReady());
    if (ready.length === 0) throw new Error(`nobody can go on: ${[...alive].map(({ job }) => job.name).join(', ')}`);
    return order.next(ready);
  };
  const isQuiet = (): boolean => {
    const held = new Set([...waiting].map(({ attempt }) => attempt));
    return underWay === 0 && held.size === alive.size;
  };

  const scheduler: Scheduler = {
    add: (job) => {
      jobs += 1;
      begin(job, 1);
    },
    turn: (attempt, what, untilMs) => waitFor({ attempt, what, untilMs }, always),
    kill: (attempt) => {
      if (end(attempt)) begin(attempt.job, attempt.tries + 1);
    },
    during: async (work) => {
      underWay += 1;
      try {
        return await work();
      } finally {
        underWay -= 1;
      }
    },
    run: async () => {
      for (;;) {
        await quiet(isQuiet);
        if (failure !== undefined) throw failure.error;
        if (alive.size === 0) return;
        steps += 1;
        if (steps > maxStepsAJob * jobs) throw new Error(`not done after ${steps} steps`);
        const one = next();
        waiting.delete(one);
        one.go();
      }
    },
    steps: () => steps,
    tell: ({ job, tries }, what) =>
      listen?.(`${String(steps).padStart(4)} ${job.name}${tries > 1 ? ` (${tries})` : ''}: ${what}`),
  };
  return scheduler;
}

const always = (): boolean => true;

const maxEventLoopTurns = 100_000;

/** Nothing is under way, and whoever lives waits: what an answer sets off runs before the next turn of the event loop. */
async function quiet(isQuiet: () => boolean): Promise<void> {
  for (let turns = 0; turns < maxEventLoopTurns; turns += 1) {
    await setImmediate();
    if (isQuiet()) return;
  }
  throw new Error('something goes on without asking');
}
