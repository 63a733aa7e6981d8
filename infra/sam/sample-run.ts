import { existsSync } from 'node:fs';
import type { Environment } from './environment.ts';
import type { SamFunction } from './functions.ts';
import type { Outcome } from './invocation.ts';
import { invoke } from './invoke.ts';
import { sampleFile, sampleFolder } from './sample-event.ts';
import { functionOf } from './sample-sequence.ts';

export type SampleRun = { readonly name: string; readonly run: () => Promise<Outcome> };

/** How to run a function's sample; whatever keeps `sam local invoke` from running it is its outcome. */
export function sampleRun(
  name: string,
  found: readonly SamFunction[],
  environment: Environment,
  folder = sampleFolder,
): SampleRun {
  return {
    name,
    run: async () => {
      try {
        const eventFile = sampleFile(name, folder);
        if (!existsSync(eventFile)) throw new Error('it has no sample event');
        return await invoke(onlyOne(functionOf(name), found), environment, eventFile);
      } catch (error) {
        return { error: error instanceof Error ? error.message : 'failed' };
      }
    },
  };
}

function onlyOne(name: string, found: readonly SamFunction[]): SamFunction {
  const [first, ...others] = found.filter((one) => one.name === name);
  if (first === undefined) throw new Error('it is in no template');
  if (others.length > 0) throw new Error('several functions have its name');
  return first;
}
