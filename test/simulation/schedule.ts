import type { AuthorizedEntity } from '../../functions/actor.ts';
import { taskKey } from '../../functions/store/keys.ts';
import { isTransient } from '../../functions/store/transient.ts';
import { eventSources } from './event-sources.ts';
import { watch } from './invariants/watch.ts';
import type { Scheduler } from './scheduler.ts';
import { entity, resetClock, SenderAgain, type Stage } from './stage.ts';
import type { Scenario, Task } from './scenarios/steps.ts';
import { customer, type Theatre } from './theatre.ts';
import { startMs, type Begun, type World } from './world.ts';

/** Plays one schedule of a scenario to its end, and says what it violated. */
export async function play(
  theatre: Theatre,
  name: string,
  scenario: Scenario,
  seed: number,
  tell?: (line: string) => void,
): Promise<readonly string[]> {
  const { world, stage, beside } = theatre;
  const tableName = await theatre.setFor(name, scenario, seed);
  const watched = watch(world.service.table, stage, tell !== undefined || seed % thoroughEvery === 0);
  let commits = 0;
  const sources = eventSources(stage.harness, () => begun, world.time.now);
  const begun: Begun = world.begin(seed, {
    onCommit: async (committed) => {
      commits += 1;
      if (scenario.takesTime === true) resetClock(stage, commits);
      tell?.(`     commits ${committed.changes.map(({ place }) => `${place.pk} ${place.sk}`).join(', ')}`);
      await watched.onCommit(committed);
      sources.onCommit(committed.changes);
    },
    onSent: sources.onSent,
    onDead: watched.onDead,
    onPublished: watched.onPublished,
    tell,
  });
  const { scheduler, random } = begun;
  const tasks = scenario.tasks(stage, customer);
  for (const task of tasks) {
    perform(scheduler, task);
    // Its sender gave up waiting and sent it again, while it was still under way.
    if (random() < repeatedShare) perform(scheduler, task);
  }
  let differences: readonly string[] = [];
  const found = await violationsOf(async () => {
    await runAll(world, stage, scheduler);
    // Whatever lags has caught up.
    world.time.set(world.time.now() + aMinuteMs);
    differences = (await beside?.differences(tableName, world.service.table)) ?? [];
    await watched.end();
  });
  return [...differences, ...watched.violations, ...found].map((violation) => `${scenario.name}: ${violation}`);
}

const repeatedShare = 0.1;
/** Of so many schedules one is looked at as thoroughly as one that is replayed. */
const thoroughEvery = 16;

export function perform(scheduler: Scheduler, { intent, run, mayRepeat }: Task): void {
  scheduler.add({
    name: intent,
    intent: mayRepeat === true ? undefined : intent,
    run: async () => {
      try {
        await run();
        return 'done';
      } catch (error) {
        if (error instanceof SenderAgain || isTransient(error)) return 'again';
        throw error;
      }
    },
  });
}

/** More than an index lags, and until its second look. */
const aMinuteMs = 61_000;

/** More than a schedule's changes of the entity can owe. */
const mostTicks = 10;

/** Until nothing is under way, queued or owed: a minute after a change of an entity its holds are looked for again. */
export async function runAll({ service, time }: World, { harness }: Stage, scheduler: Scheduler): Promise<void> {
  for (let ticks = 0; ticks < mostTicks; ticks += 1) {
    await scheduler.run();
    const owed = service.table.at(taskKey(entity as AuthorizedEntity, 'evaluate-again'), service.table.now());
    if (owed === undefined) return;
    time.set(time.now() + aMinuteMs);
    scheduler.add({
      name: 'tick',
      run: async () => {
        try {
          await harness.work('tick');
          return 'done';
        } catch {
          return 'again';
        }
      },
    });
  }
  throw new Error(`something is still owed ${time.now() - startMs} ms after the start`);
}

/** What goes wrong beside the invariants is a violation too. */
export async function violationsOf(work: () => Promise<unknown>): Promise<readonly string[]> {
  try {
    await work();
    return [];
  } catch (error) {
    return [`Failure: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`];
  }
}
