import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LegalEntityId } from '../domain/ids.ts';
import { businessInstant, setClock } from '../functions/clock.ts';
import { writeWhole } from './write-whole.ts';

export type LocalClock = {
  /** Stops business time at an instant, in one legal entity or in all; `false` where that would go back. */
  readonly set: (instant: string, legalEntity?: string) => boolean;
  /** What business sees now: those legal entities that have a time of their own, and all others. */
  readonly read: () => { readonly now: string; readonly legalEntities: Readonly<Record<string, string>> };
};

type Target = LegalEntityId | '*';

/**
 * The settable clock, kept in `folder` across restarts. Time only moves forward, because documents carry its dates; only
 * where `mayStartInPast`, on data that have no dates yet, the first setting may be any.
 */
export function openClock(folder: string, { mayStartInPast = false } = {}): LocalClock {
  const file = join(folder, 'clock.json');
  const instants = new Map<Target, string>(
    existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as [Target, string][]) : [],
  );
  setClock(instants);
  return {
    set: (instant, legalEntity = '*') => {
      const target = legalEntity as Target;
      const normal = new Date(instant).toISOString();
      const earliest = mayStartInPast ? (instants.get(target) ?? '') : businessInstant(target as LegalEntityId);
      if (normal < earliest) return false;
      instants.set(target, normal);
      setClock(instants);
      writeWhole(file, JSON.stringify([...instants]));
      return true;
    },
    read: () => ({
      now: businessInstant('*' as LegalEntityId),
      legalEntities: Object.fromEntries([...instants].filter(([target]) => target !== '*')),
    }),
  };
}
