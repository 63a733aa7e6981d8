import { setTimeout } from 'node:timers/promises';
import { Busy } from '../problem.ts';

/** How often one operation tries, over all that it sends. */
const maxTries = 8;
const firstPauseMs = 20;
const longestPauseMs = 1_000;
/** Kept for the answer. */
const reserveMs = 500;

export type Patience = {
  /** Waits before the next try; `Busy` where the tries or the time are used up. */
  readonly pause: (cause: unknown) => Promise<void>;
  /** Ends whatever is under way when no time is left but for the answer. */
  readonly signal: () => AbortSignal;
};

/** Full jitter, so that those who collided do not collide again. `deadlineMs` is real time (epoch). */
export function patienceUntil(deadlineMs: number): Patience {
  let tries = 1;
  return {
    signal: () => AbortSignal.timeout(Math.max(deadlineMs - reserveMs - Date.now(), 1)),
    pause: async (cause) => {
      const waitMs = Math.random() * Math.min(longestPauseMs, firstPauseMs * 2 ** tries);
      if (tries >= maxTries || Date.now() + waitMs + reserveMs > deadlineMs) throw new Busy(cause);
      tries += 1;
      await setTimeout(waitMs);
    },
  };
}
