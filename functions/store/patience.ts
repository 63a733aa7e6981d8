import { setTimeout } from 'node:timers/promises';
import { Busy } from '../problem.ts';

/** How often one operation tries, over all that it sends; where others outran it, that does not count. */
const maxTries = 8;
const firstPauseMs = 20;
/** Pauses after which others' being first makes them no longer. */
const mostDoublings = 5;
/** Kept for the answer. */
const reserveMs = 500;

/** What was read has changed since: read again and decide again. */
export class Outrun extends Error {}

export type Patience = {
  /** Waits before the next try; `Busy` where the tries or the time are used up. */
  readonly pause: (cause: unknown) => Promise<void>;
  /** Ends whatever is under way when no time is left but for the answer. */
  readonly signal: () => AbortSignal;
};

/**
 * Full jitter, so that those who collided do not collide again: drawn from a time that doubles with each try and begins with
 * how long the try took, since the slower a try is, the fewer fit side by side. `deadlineMs` is real time (epoch).
 *
 * Whoever is outrun was outrun by somebody who is done: of many at once each comes to its turn, so that time alone bounds it. What
 * is throttled, or meets others that may not get through either, tries a few times and lets go.
 */
export function patienceUntil(deadlineMs: number): Patience {
  let [tries, counted] = [1, 1];
  let startedMs = Date.now();
  return {
    signal: () => AbortSignal.timeout(Math.max(deadlineMs - reserveMs - Date.now(), 1)),
    pause: async (cause) => {
      const nowMs = Date.now();
      const leftMs = deadlineMs - reserveMs - nowMs;
      const tookMs = Math.max(firstPauseMs, nowMs - startedMs);
      const isOutrun = cause instanceof Outrun;
      if (!isOutrun) counted += 1;
      // Without time for another try there is none.
      if (counted > maxTries || leftMs <= tookMs) throw new Busy(cause);
      // Half of what is left, so that the next try has time too.
      const doublings = isOutrun ? Math.min(tries, mostDoublings) : tries;
      const waitMs = Math.random() * Math.min(leftMs / 2, tookMs * 2 ** doublings);
      tries += 1;
      await setTimeout(waitMs);
      startedMs = Date.now();
    },
  };
}
