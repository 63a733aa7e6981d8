import { setTimeout } from 'node:timers/promises';
import { logger } from '../functions/logger.ts';

export type Loop = { readonly stop: () => Promise<void> };

const firstBackOffMs = 200;
const longestBackOffMs = 30_000;

/**
 * Repeats a round until stopped. A round that fails is logged and repeated after a pause that doubles. `stop` waits for
 * the round under way, whose signal tells it not to wait for more.
 */
export function loop(name: string, round: (signal: AbortSignal) => Promise<void>): Loop {
  const controller = new AbortController();
  const { signal } = controller;
  const run = async (): Promise<void> => {
    let backOffMs = firstBackOffMs;
    while (!signal.aborted) {
      try {
        await round(signal);
        backOffMs = firstBackOffMs;
      } catch (error) {
        if (signal.aborted) return;
        logger.error(`${name} failed`, { error: error as Error });
        await pause(backOffMs, signal);
        backOffMs = Math.min(backOffMs * 2, longestBackOffMs);
      }
    }
  };
  const running = run();
  return {
    stop: async () => {
      controller.abort();
      await running;
    },
  };
}

/** Ends early, and quietly, when the signal says so. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await setTimeout(milliseconds, undefined, { signal, ref: true }).catch(() => {});
}
