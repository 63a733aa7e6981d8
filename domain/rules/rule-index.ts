import { ruleTypes, type RuleType } from '../evaluation.ts';
import type { CompiledRule } from './compile-rule.ts';

const scopesFromMostSpecific = ['customer', 'group', 'all'] as const;

type OfType = Partial<Record<RuleType, readonly CompiledRule[]>>;
/** Rules of one scope by what the scope names (nothing for `all`), then by risk group (`undefined`: of every one). */
type OfScope = ReadonlyMap<string, ReadonlyMap<string | undefined, OfType>>;
/** Rules by scope, key, risk group and type, so that an evaluation meets only those that fit, however many there are. */
export type RuleIndex = Readonly<Record<CompiledRule['scope'], OfScope>>;

/** The rules of each type that fit a customer, by level from the most specific (§6.3). */
export type FittingRules = readonly { readonly type: RuleType; readonly levels: RuleLevels }[];
export type RuleLevels = readonly (readonly CompiledRule[])[];

type RulePlace = { readonly key: string; readonly riskGroup: string | undefined; readonly rule: CompiledRule };

export function indexRules(places: readonly RulePlace[]): RuleIndex {
  const ofScope = (scope: CompiledRule['scope']): OfScope =>
    mapGroups(
      Map.groupBy(
        places.filter(({ rule }) => rule.scope === scope),
        ({ key }) => key,
      ),
      (ofKey) =>
        mapGroups(
          Map.groupBy(ofKey, ({ riskGroup }) => riskGroup),
          (ofRiskGroup) =>
            Object.groupBy(
              ofRiskGroup.map(({ rule }) => rule),
              ({ type }) => type,
            ),
        ),
    );
  return { customer: ofScope('customer'), group: ofScope('group'), all: ofScope('all') };
}

type Who = {
  readonly customer: string;
  readonly creditManagementGroup?: string | undefined;
  readonly riskGroup?: string | undefined;
};

export function fittingRules(index: RuleIndex, who: Who): FittingRules {
  const keys = { customer: who.customer, group: who.creditManagementGroup, all: '' };
  const levels = scopesFromMostSpecific.map((scope) => {
    const key = keys[scope];
    const byRiskGroup = key === undefined ? undefined : index[scope].get(key);
    const ofEvery = byRiskGroup?.get(undefined);
    const ofItsOwn = who.riskGroup === undefined ? undefined : byRiskGroup?.get(who.riskGroup);
    return (type: RuleType) => [...(ofEvery?.[type] ?? []), ...(ofItsOwn?.[type] ?? [])];
  });
  return ruleTypes.map((type) => ({ type, levels: levels.map((level) => level(type)) }));
}

function mapGroups<K, V, W>(groups: Map<K, V>, change: (group: V) => W): Map<K, W> {
  return new Map([...groups].map(([key, group]) => [key, change(group)]));
}
