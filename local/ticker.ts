import type { ScheduledEvent } from 'aws-lambda';
import { logger } from '../functions/logger.ts';
import { loop, pause, type Loop } from './loop.ts';

export type Ticker = Loop & { /** Ticks now, and waits for it. */ readonly tick: () => Promise<void> };

/** Real time; in AWS the schedule comes every five minutes, here a person may be watching. */
const everyMs = 60_000;

/** Runs the tick function each minute until stopped. */
export function startTicker(invoke: (event: unknown) => Promise<unknown>): Ticker {
  const tick = async (): Promise<void> => {
    try {
      await invoke(scheduledEvent(new Date()));
    } catch (error) {
      logger.error('tick failed', { error: error as Error });
    }
  };
  const running = loop('ticker', async (signal) => {
    await pause(everyMs, signal);
    if (!signal.aborted) await tick();
  });
  return { ...running, tick };
}

/** What EventBridge Scheduler sends. */
export function scheduledEvent(at: Date): ScheduledEvent {
  return {
    id: `tick-${at.getTime()}`,
    version: '0',
    account: '000000000000',
    region: process.env['AWS_REGION'] ?? '',
    time: at.toISOString(),
    source: 'aws.scheduler',
    resources: [],
    'detail-type': 'Scheduled Event',
    detail: {},
  };
}
