import { between, oneOf } from './random.ts';
import type { Attempt, Due, TurnOrder } from './scheduler.ts';
import type { VirtualTime } from './virtual-time.ts';

/**
 * How likely one falls back instead of going on. Most schedules have long runs that are broken off between what was read and
 * what is written; some are broken off anywhere.
 */
const demotionShares = [
  { write: 0.4, other: 0.05 },
  { write: 0.4, other: 0.05 },
  { write: 0.3, other: 0.15 },
  { write: 0.3, other: 0.3 },
] as const;

/** How likely, of what one does side by side, the newest goes on until its end and overtakes the rest. */
const overtakingShare = 0.5;

/**
 * The first in a drawn order goes on, which now and then falls to its end. Most defects need one to stand still at the wrong
 * moment while the others go on, which an even draw at every step hardly ever gives. Each step takes a millisecond.
 */
export function byPriority(random: () => number, time: VirtualTime): TurnOrder {
  const ranked: Attempt[] = [];
  const share = oneOf(random, demotionShares);
  const first = <T extends Due>(ready: readonly T[]): T => {
    const attempt = ranked.find((one) => ready.some((turn) => turn.attempt === one));
    const own = ready.filter((turn) => turn.attempt === attempt);
    return (random() < overtakingShare ? own.at(-1) : undefined) ?? oneOf(random, own);
  };
  return {
    join: (attempt) => void ranked.splice(between(random, 0, ranked.length), 0, attempt),
    leave: (attempt) => void ranked.splice(ranked.indexOf(attempt), 1),
    dueMs: ({ untilMs = 0 }) => untilMs,
    next: (ready) => {
      const { attempt, what } = first(ready);
      if (random() < (what === 'write' ? share.write : share.other))
        ranked.push(...ranked.splice(ranked.indexOf(attempt), 1));
      const chosen = first(ready);
      time.set(Math.max(time.now() + 1, chosen.dueMs));
      return chosen;
    },
  };
}

/** How long a call is on its way and an answer takes, in ms: from, to. Of one region, and invented. */
const latenciesMs = { begin: [0, 0], pause: [0, 0], read: [1, 3], write: [1, 3], answer: [2, 12] } as const;

/** Everybody goes on when their time has come. */
export function byTime(random: () => number, time: VirtualTime): TurnOrder {
  return {
    join: () => {},
    leave: () => {},
    dueMs: ({ what, untilMs = 0 }) => {
      const [from, to] = latenciesMs[what];
      return Math.max(time.now(), untilMs) + between(random, from, to);
    },
    next: (ready) => {
      const chosen = ready.reduce((first, one) => (one.dueMs < first.dueMs ? one : first));
      time.set(Math.max(time.now(), chosen.dueMs));
      return chosen;
    },
  };
}
