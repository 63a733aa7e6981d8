import type { Feeder } from './feeder.ts';
import { loop, pause, type Loop } from './loop.ts';

export type FeederLoop = Loop & { /** Looks at once instead of at the next turn. */ readonly wake: () => void };

const idleMs = 100;
const failedMs = 1_000;

/** Feeds the publisher until stopped. */
export function startFeeder(feeder: Feeder): FeederLoop {
  let isWoken = false;
  let stopWaiting = (): void => {};
  const running = loop('feeder', async (signal) => {
    isWoken = false;
    const { sent, failed } = await feeder.feed();
    // What woke it may have been written after it looked.
    if (sent > 0 || (isWoken && failed === 0)) return;
    const woken = new AbortController();
    stopWaiting = () => woken.abort();
    await pause(failed > 0 ? failedMs : idleMs, AbortSignal.any([signal, woken.signal]));
  });
  return {
    ...running,
    wake: () => {
      isWoken = true;
      stopWaiting();
    },
  };
}
