import type { Beside } from './beside-engine.ts';
import type { Scenario } from './scenarios/steps.ts';
import { entity, resetClock, setClock, warmUp, type Stage } from './stage.ts';
import type { Saved } from './store/memory-table.ts';
import type { World } from './world.ts';

/** A world with a stage in it, which is set anew for each schedule. */
export type Theatre = {
  readonly world: World;
  readonly stage: Stage;
  readonly beside: Beside | undefined;
  /** As the scenario wants it, and as if nothing had been played before; gives the name of the table. */
  readonly setFor: (name: string, scenario: Scenario, seed: number) => Promise<string>;
};

/** Every run's customer, or what the group and its members are named after. */
export const customer = 'C';

export function makeTheatre(world: World, stage: Stage, beside?: Beside): Theatre {
  const { service } = world;
  const bare = service.table.save();
  const prepared = new Map<string, Saved>();
  const preparedFor = async (name: string, scenario: Scenario): Promise<Saved> => {
    const known = prepared.get(name);
    if (known !== undefined) return known;
    service.restore(bare);
    useTable(stage, name);
    resetClock(stage);
    await scenario.prepare(stage, customer);
    const saved = service.table.save();
    prepared.set(name, saved);
    return saved;
  };
  return {
    world,
    stage,
    beside,
    setFor: async (name, scenario, seed) => {
      const saved = await preparedFor(name, scenario);
      service.restore(saved);
      const isOwn = scenario.changesRules === true || beside !== undefined;
      const tableName = useTable(stage, isOwn ? String(seed) : name);
      await beside?.begin(tableName, saved);
      await warmUp(scenario.changesRules === true ? [] : versionsIn(saved));
      resetClock(stage);
      if (scenario.startsAt !== undefined) setClock(stage, scenario.startsAt);
      return tableName;
    },
  };
}

/** Of a table with another name, warm functions know no rulebook. */
function useTable({ harness }: Stage, suffix: string): string {
  const tableName = `${harness.tableName}${suffix}`;
  process.env['TABLE_NAME'] = tableName;
  return tableName;
}

/** Of the rulebook, in what is stored. */
function versionsIn(saved: Saved): readonly number[] {
  return saved.flatMap(({ place, stored }) =>
    place.pk.startsWith(`B#${entity}#`) ? [Number(stored.raw['version']?.N)] : [],
  );
}
