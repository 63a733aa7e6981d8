import { addDays } from '../../domain/civil-date.ts';
import { calendarOf, type Calendar } from './calendar.ts';
import { compareStatistics } from './compare-statistics.ts';
import { deskAt } from './desk.ts';
import { openIntakeQueue } from './intake-queue.ts';
import { liveDay, noteReleases, setClock, type World } from './live-day.ts';
import type { ReplayOptions } from './options.ts';
import { progress } from './progress.ts';
import { readReceivables } from './read-receivables.ts';
import type { Outcome } from './report.ts';
import { readRules } from './rules-file.ts';
import { startRuntimeProcess } from './runtime-process.ts';
import { setUp } from './set-up.ts';
import { makeTally } from './tally.ts';
import { troublesOf } from './troubles.ts';

/** Lives through a file on a system of its own, which is gone afterwards. Throws where `signal` says stop. */
export async function replay(options: ReplayOptions, signal: AbortSignal): Promise<Outcome> {
  const receivables = readReceivables(options.file, options);
  const rules = readRules(options.rulesFile);
  const startedAtMs = Date.now();
  const runtime = await startRuntimeProcess(options.keepIn);
  try {
    const desk = deskAt(runtime, signal);
    const queue = await openIntakeQueue(desk, signal);
    try {
      const world: World = { desk, queue, tally: makeTally(), currency: options.currency };
      const calendar = calendarOf(receivables, options.leadDays);
      await setClock(desk, calendar.first);
      await setUp(desk, receivables, { ...options, rules });
      await live(world, receivables.length, calendar, signal);
      const statistics = await compareStatistics(world, receivables, calendar);
      const troubles = await troublesOf(world, receivables);
      return { receivables, tally: world.tally, statistics, troubles, seconds: (Date.now() - startedAtMs) / 1000 };
    } finally {
      queue.close();
    }
  } finally {
    await runtime.stop();
  }
}

/** Day after day; days on which nothing happens and nothing is held are passed over. */
async function live(world: World, total: number, calendar: Calendar, signal: AbortSignal): Promise<void> {
  const show = progress(total, calendar);
  for (let date = calendar.first; date <= calendar.last; date = addDays(date, 1)) {
    signal.throwIfAborted();
    const day = calendar.on(date);
    const isQuiet = Object.values(day).every((events) => events.length === 0);
    if (!isQuiet || world.tally.openHolds().length > 0) await liveDay(world, date, day);
    show(date, world.tally);
  }
  await noteReleases(world);
}
