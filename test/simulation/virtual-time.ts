import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers/promises';

/** Real time as the functions see it (epoch, ms), moved by whoever simulates. */
export type VirtualTime = { readonly now: () => number; readonly set: (ms: number) => void };

/**
 * Puts the clock, pauses and chance of this process under control, so that the same seed gives the same run on any machine.
 * `pause` is over when its promise is. Time limits of calls do not end them: a fault does.
 */
export function virtualTime(random: () => number, pause: (untilMs: number) => Promise<void>): VirtualTime {
  let nowMs = 0;
  globalThis.Date = new Proxy(Date, {
    construct: (target, given: readonly unknown[]): Date =>
      Reflect.construct(target, given.length === 0 ? [nowMs] : given) as Date,
    get: (target, name) => (name === 'now' ? () => nowMs : (Reflect.get(target, name) as unknown)),
  });
  Math.random = random;
  AbortSignal.timeout = () => new AbortController().signal;
  const setTimeout = async (ms = 0, value?: unknown): Promise<unknown> => {
    await pause(nowMs + ms);
    return value;
  };
  Object.assign(timers, { setTimeout });
  syncBuiltinESMExports();
  return {
    now: () => nowMs,
    set: (ms) => {
      nowMs = ms;
    },
  };
}
