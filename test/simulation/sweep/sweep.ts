import { parseArgs, isDeepStrictEqual } from 'node:util';
import { eventSources } from '../event-sources.ts';
import { identityOf } from '../invariants/events-delivered.ts';
import { watch } from '../invariants/watch.ts';
import type { CloudEvent } from '../invariants/invariant.ts';
import { perform, runAll, violationsOf } from '../schedule.ts';
import { setStage } from '../stage.ts';
import { customer, makeTheatre } from '../theatre.ts';
import { makeWorld, type Begun } from '../world.ts';
import { changes, type ChangeName } from './changes.ts';
import { faults, oneAfterAnother, type Plan } from './one-fault.ts';
import type { SweptChange } from './swept-change.ts';

/** What a sweep of one change tells: how many calls it has from the first to the last that follows it, and what went wrong. */
export type Swept = {
  readonly change: ChangeName;
  readonly calls: number;
  readonly plays: number;
  readonly violations: readonly string[];
};

const { values } = parseArgs({
  options: { change: { type: 'string' }, 'to-the-first': { type: 'boolean', default: false } },
});
const world = makeWorld();
const theatre = makeTheatre(world, await setStage());

type Played = {
  readonly calls: number;
  readonly published: readonly CloudEvent[];
  readonly isStored: boolean;
  readonly violations: readonly string[];
};

let plays = 0;

async function played(name: ChangeName, plan?: Plan): Promise<Played> {
  const change: SweptChange = changes[name];
  const { stage } = theatre;
  plays += 1;
  await theatre.setFor(name, { ...change, tasks: () => [] }, plays);
  const watched = watch(world.service.table, stage, true);
  const published: CloudEvent[] = [];
  const count = { calls: 0 };
  const sources = eventSources(stage.harness, () => begun, world.time.now);
  const begun: Begun = world.begin(
    1,
    {
      onCommit: async (committed) => {
        await watched.onCommit(committed);
        sources.onCommit(committed.changes);
      },
      onSent: sources.onSent,
      onDead: watched.onDead,
      onPublished: (event) => {
        published.push(event as CloudEvent);
        watched.onPublished(event);
      },
    },
    oneAfterAnother(plan, count),
  );
  const task = change.task(stage, customer);
  let tries = 0;
  const run = async (): Promise<unknown> => {
    tries += 1;
    return plan?.isGivenUp === true && tries > 1 ? undefined : task.run();
  };
  perform(begun.scheduler, { ...task, run });
  let isStored = false;
  const found = await violationsOf(async () => {
    await runAll(world, stage, begun.scheduler);
    isStored = await change.isStored(stage, customer);
    await watched.end();
  });
  if (plan !== undefined && count.calls < plan.at) throw new Error(`${name}: there was no call ${plan.at}`);
  const stuck = (violation: string): boolean =>
    change.isPreparedStuck === true && !isStored && /^(NoStuckHold|ReleaseAfterDelay)/.test(violation);
  const violations = [...watched.violations, ...found].filter((violation) => !stuck(violation));
  return { calls: count.calls, published, isStored, violations };
}

async function swept(name: ChangeName): Promise<Swept> {
  const change: SweptChange = changes[name];
  const before = plays;
  const whole = await played(name);
  const violations = [...whole.violations];
  const names = [...distinct(whole.published)].map(([, { type }]) => type);
  const told = change.events.map((event) => `holdfast.${event}.v1`);
  if (!isDeepStrictEqual(names.toSorted(), told.toSorted())) violations.push(`published ${names.join(', ')}`);
  if (!whole.isStored) violations.push('the change is not there although nothing went wrong');
  for (let at = 1; at <= whole.calls && !(values['to-the-first'] && violations.length > 0); at += 1) {
    for (const [what, fault] of Object.entries(faults)) {
      for (const isGivenUp of [false, true]) {
        const outcome = await played(name, { at, fault, isGivenUp });
        const where = `${what} (call ${at} of ${whole.calls}${isGivenUp ? ', and nobody asks again' : ''})`;
        const wrong = [...outcome.violations, ...wrongEvents(whole, outcome, isGivenUp)];
        violations.push(...wrong.map((one) => `${where}: ${one}`));
      }
    }
  }
  return { change: name, calls: whole.calls, plays: plays - before, violations };
}

function distinct(published: readonly CloudEvent[]): ReadonlyMap<string, CloudEvent> {
  return new Map(published.map((event) => [identityOf(event), event]));
}

/** §15.2: what is stored is told as if nothing had gone wrong, and what is not stored is not told. */
function wrongEvents(whole: Played, { published, isStored }: Played, isGivenUp: boolean): readonly string[] {
  const told = distinct(published);
  const expected = distinct(isStored ? whole.published : []);
  return [
    ...(isStored || isGivenUp ? [] : ['the change is not there although it was asked for again']),
    ...[...expected].flatMap(([id, event]) => {
      const found = told.get(id);
      if (found === undefined) return `${id} was not published`;
      return isDeepStrictEqual(found, event) ? [] : `${id} says something else`;
    }),
    ...[...told.keys()].filter((id) => !expected.has(id)).map((id) => `${id} is of nothing that is stored`),
  ];
}

const wanted = (Object.keys(changes) as ChangeName[]).filter((name) => (values.change ?? name) === name);
const results: Swept[] = [];
for (const name of wanted) results.push(await swept(name));
console.log(JSON.stringify(results));
process.exit();
