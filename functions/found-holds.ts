import { addDays, businessDate, type CivilDate } from '../domain/civil-date.ts';
import type { CreditGroupId } from '../domain/ids.ts';
import { refuse } from '../domain/refusal.ts';
import type { AuthorizedEntity } from './actor.ts';
import { businessInstant } from './clock.ts';
import { fitsFilters, type HoldSetting } from './hold-filter.ts';
import type { HoldFilters } from './hold-filters.ts';
import { comparePlaces, placeOfHold, type HoldPlace } from './hold-order.ts';
import { readMembers } from './store/credit-groups.ts';
import { readRulebookInForce } from './store/credit-state.ts';
import { endedHoldEntries, openHoldEntries, type ListedHold } from './store/hold-list.ts';

export type FoundHold = ListedHold & { readonly setting: HoldSetting };
export type PlacedHold = FoundHold & { readonly place: HoldPlace };

/** §8.4: all that have not ended and fit, in their order. */
export async function findOpenHolds(
  entities: readonly AuthorizedEntity[],
  filters: HoldFilters,
): Promise<readonly PlacedHold[]> {
  const settings = await settingsOf(entities, filters);
  const entries = await openHoldEntries([...settings.keys()], filters.customer);
  const compare = comparePlaces(filters);
  return entries
    .map((entry) => found(entry, settings))
    .filter(({ row, setting }) => fitsFilters(row, setting, filters))
    .map((entry) => ({ ...entry, place: placeOfHold(entry, filters.sort ?? 'age') }))
    .toSorted((a, b) => compare(a.place, b.place));
}

export type FoundEnded = { readonly holds: readonly FoundHold[]; readonly reached: string | undefined };

/** Ended ones that fit, the latest first, from a place on; `reached` where there may be more below it. */
export async function findEndedHolds(
  entities: readonly AuthorizedEntity[],
  filters: HoldFilters,
  before: string | undefined,
  limit: number,
): Promise<FoundEnded> {
  const settings = await settingsOf(entities, filters);
  const fits = (entry: ListedHold): boolean => fitsFilters(entry.row, settingOf(entry, settings), filters);
  const stretch = { before: before ?? soonAfter(filters.endedTo), downTo: dayBefore(filters.endedFrom) };
  const { entries, reached } = await endedHoldEntries([...settings.keys()], stretch, fits, limit);
  return { holds: entries.map((entry) => found(entry, settings)), reached };
}

type Settings = ReadonlyMap<AuthorizedEntity, HoldSetting>;

/** Of the legal entities in which there can be any. */
async function settingsOf(entities: readonly AuthorizedEntity[], filters: HoldFilters): Promise<Settings> {
  const settings = await Promise.all(
    askedOf(entities, filters).map(async (entity) => [entity, await readSetting(entity, filters.creditGroup)] as const),
  );
  return new Map(settings.filter(([, { members }]) => members?.size !== 0));
}

/** An entity that the user may not see is as unknown as one that does not exist (§1.3). */
function askedOf(entities: readonly AuthorizedEntity[], { legalEntity }: HoldFilters): readonly AuthorizedEntity[] {
  if (legalEntity === undefined) return entities;
  const asked = entities.filter((entity) => legalEntity.includes(entity));
  if (asked.length < new Set(legalEntity).size) throw refuse('legal-entity-not-found', {});
  return asked;
}

async function readSetting(entity: AuthorizedEntity, group: CreditGroupId | undefined): Promise<HoldSetting> {
  const [{ currency, timeZone }, members] = await Promise.all([
    readRulebookInForce(entity, false),
    group === undefined ? undefined : readMembers(group, entity),
  ]);
  const today = businessDate(businessInstant(entity), timeZone);
  return { currency, timeZone, today, members: members && new Set(members.map(({ customer }) => customer)) };
}

function found(entry: ListedHold, settings: Settings): FoundHold {
  return { ...entry, setting: settingOf(entry, settings) };
}

function settingOf({ entity }: ListedHold, settings: Settings): HoldSetting {
  const setting = settings.get(entity);
  if (setting === undefined) throw new Error(`holds of ${entity} were listed and not asked for`);
  return setting;
}

/** Days of UTC that begin after, and before, the day of any time zone; the calendar's last days have none after them. */
function soonAfter(day: CivilDate | undefined): string | undefined {
  return day === undefined || day > '9999-12-29' ? undefined : addDays(day, 2);
}
function dayBefore(day: CivilDate | undefined): string | undefined {
  return day === undefined ? undefined : addDays(day, -1);
}
