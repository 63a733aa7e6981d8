import { businessDate, type CivilDate } from '../../domain/civil-date.ts';
import type { Rulebook } from '../../domain/compile-rulebook.ts';
import { conversionAt, isMissing, type Conversion } from '../../domain/conversion.ts';
import type { GroupState } from '../../domain/credit-group.ts';
import type { OtherAgeing } from '../../domain/evaluation.ts';
import type { LegalEntityId } from '../../domain/ids.ts';
import { businessInstant } from '../clock.ts';
import { sumsOf, type GroupPosition, type SumsOf } from './credit-group-item.ts';
import type { StoredGroup } from './credit-groups.ts';

/** Rulebooks by legal entity. */
export type Rulebooks = ReadonlyMap<LegalEntityId, Rulebook>;

/** §4.4: the legal entities whose members' amounts are converted, with the currency of each. */
type Places = Pick<StoredGroup, 'group' | 'rulebooks'> & { readonly position: Pick<GroupPosition, 'apart'> };

/** What is known of one legal entity already. */
type OwnConversion = { readonly legalEntity: LegalEntityId; readonly conversion: Conversion | undefined };

/** Of the members whose legal entities have the group's currency, and of each other legal entity: its sums, and what converts them. */
export function groupPartsOf(places: Pick<StoredGroup, 'group' | 'rulebooks' | 'position'>, own?: OwnConversion) {
  const { position, group } = places;
  const apart = position.apart.map(({ legalEntity, currency, sums }) => {
    const conversion =
      own?.legalEntity === legalEntity ? own.conversion : conversionFrom(places, legalEntity, currency, group.currency);
    return { of: legalEntity as SumsOf, sums, conversion };
  });
  return [{ of: 'group' as SumsOf, sums: position.sums, conversion: undefined }, ...apart];
}

/** The group as a decision about a member of the rulebook's legal entity looks at it. */
export function groupStateOf(
  stored: StoredGroup,
  rulebook: Rulebook,
  today: CivilDate,
  lacksRates: boolean,
): GroupState {
  const { group, otherHolds } = stored;
  const own = sumsOf(rulebook.legalEntity, rulebook.currency, group.currency);
  const wanted = { from: rulebook.currency, to: group.currency, date: today };
  const { legalEntity } = rulebook;
  const parts = groupPartsOf(stored, { legalEntity, conversion: conversionAt(rulebook, wanted) }).map(
    ({ of, sums, conversion }) => {
      const holds = otherHolds.filter(
        ({ entity }) => sumsOf(entity, currencyIn(stored, entity), group.currency) === of,
      );
      return { of, part: { sums, conversion, holds } };
    },
  );
  const part = parts.find(({ of }) => of === own);
  if (part === undefined) throw new Error('a member’s legal entity is missing from the position of its credit group');
  const { sums, conversion, holds } = part.part;
  return {
    group,
    sums,
    conversion,
    otherHolds: holds,
    lacksRates,
    apart: parts.filter(({ of }) => of !== own).map((other) => other.part),
    otherAgeings: stored.otherAgeings.map((other) => otherAgeingOf(stored, rulebook, today, other)),
    ...(stored.rulebooks.size === 0 ? {} : { rulebooks: versionsOf(stored.rulebooks) }),
  };
}

export function currencyIn({ group, position }: Omit<Places, 'rulebooks'>, entity: LegalEntityId): string {
  return position.apart.find(({ legalEntity }) => legalEntity === entity)?.currency ?? group.currency;
}

/** At the rates of the other member's legal entity; where it has none, at those of the deciding one. */
function otherAgeingOf(
  places: Places,
  rulebook: Rulebook,
  today: CivilDate,
  { legalEntity, ageing }: StoredGroup['otherAgeings'][number],
): OtherAgeing {
  const from = currencyIn(places, legalEntity);
  if (from === rulebook.currency) return ageing;
  const theirs = conversionFrom(places, legalEntity, from, rulebook.currency);
  if (!isMissing(theirs)) return { ...ageing, conversion: theirs };
  return { ...ageing, conversion: conversionAt(rulebook, { from, to: rulebook.currency, date: today }) };
}

/** §4.4: at that entity's rates on its business date. */
function conversionFrom(
  { rulebooks }: Pick<Places, 'rulebooks'>,
  entity: LegalEntityId,
  from: string,
  to: string,
): Conversion | undefined {
  const rulebook = rulebooks.get(entity);
  if (rulebook === undefined) throw new Error(`the rulebook of ${entity} was not read`);
  const date = businessDate(businessInstant(entity), rulebook.timeZone);
  const conversion = conversionAt(rulebook, { from, to, date });
  return isMissing(conversion) ? { ...conversion, isElsewhere: true } : conversion;
}

function versionsOf(rulebooks: Rulebooks): Readonly<Record<string, number>> {
  return Object.fromEntries([...rulebooks].map(([entity, { version }]) => [entity, version]));
}

/** The version of the rulebook that each legal entity apart was converted at. */
export function ratesUsed({ position, rulebooks }: StoredGroup, own: Rulebook): ReadonlyMap<string, number> {
  return new Map(position.apart.map(({ legalEntity: of }) => [of, (rulebooks.get(of) ?? own).version]));
}
