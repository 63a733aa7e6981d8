import { makeFaults, type CallKind, type Fault } from './faults.ts';
import { between, seeded } from './random.ts';
import { currentAttempt, makeScheduler, type Scheduler, type TurnOrder } from './scheduler.ts';
import { simulateQueues, type Sent } from './simulated-queues.ts';
import { simulateTable, type Committed, type TableCall, type TableRequest } from './simulated-table.ts';
import { memoryService, noLag, type Lag, type MemoryService } from './store/memory-service.ts';
import { byPriority } from './turn-order.ts';
import { virtualTime, type VirtualTime } from './virtual-time.ts';
import { withoutDeflation } from './without-deflation.ts';

/** What goes on around the functions of one schedule. */
export type Listener = {
  readonly onCommit: (committed: Committed) => Promise<void>;
  readonly onRequest?: ((request: TableRequest) => void) | undefined;
  readonly onSent: (queue: string, message: Sent) => void;
  readonly onDead: (queue: string, body: string) => void;
  readonly onPublished: (event: unknown) => void;
  /** A line of what happens, for who wants to read it. */
  readonly tell?: ((line: string) => void) | undefined;
};

/** All that surrounds the functions in this process: table, queues, topic, time and chance. */
export type World = {
  readonly service: MemoryService;
  readonly time: VirtualTime;
  /** Begins a schedule: whatever is drawn from now on follows from its seed. */
  readonly begin: (seed: number, listener: Listener, manner?: Manner) => Begun;
};

export type Begun = { readonly scheduler: Scheduler; readonly random: () => number };

/** Who goes on first, and what goes wrong. */
export type Manner = (
  random: () => number,
  time: VirtualTime,
) => { readonly order: TurnOrder; readonly fault: (kind: CallKind) => Fault };

const anyInterleaving: Manner = (random, time) => ({ order: byPriority(random, time), fault: makeFaults(random) });

/** A Monday morning: where every schedule starts. */
export const startMs = Date.parse('2026-06-15T10:00:00Z');

/** A read may be some commits behind, and an index more. DynamoDB promises neither bound; both are soon over in fact. */
const lag: Lag = { eventual: { commits: 3, ms: 1_000 }, index: { commits: 8, ms: 10_000 } };

const silence: Listener = { onCommit: async () => {}, onSent: () => {}, onDead: () => {}, onPublished: () => {} };

/** Puts an engine beside the in-memory service. Both then answer from one moment, and the engine knows no conflicts. */
export type Comparison = (request: TableRequest, inMemory: () => TableCall) => TableCall;

/** To be made once in a process, before any function runs. */
export function makeWorld(compare?: Comparison): World {
  withoutDeflation();
  let random = seeded(1);
  let listener = silence;
  const time = virtualTime(
    () => random(),
    async (untilMs) => {
      const attempt = currentAttempt();
      if (attempt === undefined) time.set(Math.max(time.now(), untilMs));
      else await attempt.scheduler.turn(attempt, 'pause', untilMs);
    },
  );
  time.set(startMs);
  let { fault } = anyInterleaving(random, time);
  const service = memoryService({
    draw: (low, high) => between(random, low, high),
    lag: compare === undefined ? lag : noLag,
    now: time.now,
  });
  const arrive = (request: TableRequest): TableCall => {
    const inMemory = () => service.arrive(request.command, request.input, request.isAside);
    return compare === undefined ? inMemory() : compare(request, inMemory);
  };
  simulateTable(() => ({ ...listener, arrive, fault }));
  simulateQueues(() => ({ ...listener, fault }));
  return {
    service,
    time,
    begin: (seed, heard, manner = anyInterleaving) => {
      random = seeded(seed);
      listener = heard;
      time.set(startMs);
      const chosen = manner(random, time);
      fault = chosen.fault;
      return { scheduler: makeScheduler(chosen.order, heard.tell), random };
    },
  };
}
