import { setTimeout } from 'node:timers/promises';
import { Busy } from '../problem.ts';

/** How often one operation tries, over all that it sends. */
const maxTries = 8;
const firstPauseMs = 20;
/** Kept for the answer. */
const reserveMs = 500;

export type Patience = {
  /** Waits before the next try; `Busy` where the tries or the time are used up. */
  readonly pause: (cause: unknown) => Promise<void>;
  /** Ends whatever is under way when no time is left but for the answer. */
  readonly signal: () => AbortSignal;
};

/**
 * Full jitter, so that those who collided do not collide again: drawn from a time that doubles with each try and begins with
 * how long the try took, since the slower a try is, the fewer fit side by side. `deadlineMs` is real time (epoch).
 */
export function patienceUntil(deadlineMs: number): Patience {
  let tries = 1;
  let startedMs = Date.now();
  return {
    signal: () => AbortSignal.timeout(Math.max(deadlineMs - reserveMs - Date.now(), 1)),
    pause: async (cause) => {
      const nowMs = Date.now();
      const leftMs = deadlineMs - reserveMs - nowMs;
      if (tries >= maxTries || leftMs <= 0) throw new Busy(cause);
      const tookMs = Math.max(firstPauseMs, nowMs - startedMs);
      // Half of what is left, so that the next try has time too.
      const waitMs = Math.random() * Math.min(leftMs / 2, tookMs * 2 ** tries);
      tries += 1;
      await setTimeout(waitMs);
      startedMs = Date.now();
    },
  };
}
