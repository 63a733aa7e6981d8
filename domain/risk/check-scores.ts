import type { RulebookDocument } from '../rulebook.ts';
import { elementOf } from '../set-up/element.ts';
import type { SetUpProblem } from '../set-up/set-up-problem.ts';
import { parseDecimal, stepOf } from './decimal.ts';
import { placesOf, type RiskGroup, type ScoreRange, type ScoreValue, type ScoringGroup } from './risk-set-up.ts';

/** §12.4: ranges overlap nowhere, values are listed once, and codes are set up. */
export function checkScoringGroup(document: RulebookDocument, group: ScoringGroup): readonly SetUpProblem[] {
  const ranges = 'ranges' in group ? group.ranges : undefined;
  const values = 'values' in group ? group.values : undefined;
  if ((ranges === undefined) === (values === undefined)) return [{ pointer: '', code: 'ranges-or-values' }];
  return ranges === undefined
    ? valueProblems(document, group.type, values ?? [])
    : rangeProblems(ranges, placesOf(group) ?? 0);
}

/** §12.4: of all risk groups of the legal entity, none takes in a score of another. */
export function checkRiskGroup(
  { riskGroups }: RulebookDocument,
  id: string,
  { from, to }: RiskGroup,
): readonly SetUpProblem[] {
  if (from > to) return [{ pointer: '/to', code: 'to-before-from' }];
  const overlaps = Object.entries(riskGroups).filter(
    ([other, range]) => other !== id && range.from <= to && from <= range.to,
  );
  return overlaps.map(([other]) => ({ pointer: '/from', code: 'ranges-overlap', with: other }));
}

/** §12.4: the scores beside a risk group that no other takes in, up to the next one; customers there get none. */
export function gapsBeside(
  { riskGroups }: RulebookDocument,
  id: string,
  { from, to }: RiskGroup,
): readonly SetUpProblem[] {
  const others = Object.entries(riskGroups).filter(([other]) => other !== id);
  const below = others.filter(([, range]) => range.to < from).toSorted(([, a], [, b]) => b.to - a.to)[0];
  const above = others.filter(([, range]) => range.from > to).toSorted(([, a], [, b]) => a.from - b.from)[0];
  return [
    ...(below !== undefined && below[1].to + 1 < from ? [{ pointer: '/from', code: 'gap-below', with: below[0] }] : []),
    ...(above !== undefined && above[1].from - 1 > to ? [{ pointer: '/to', code: 'gap-above', with: above[0] }] : []),
  ];
}

/** The same between the ranges of a scoring group: values there add nothing. */
export function gapsBetween(group: ScoringGroup): readonly SetUpProblem[] {
  const step = stepOf(placesOf(group) ?? 0);
  const ranges = 'ranges' in group ? (group.ranges ?? []) : [];
  const bounds = ranges
    .map(({ from, to }, index) => ({ index, from: parseDecimal(from, 4) ?? 0n, to: parseDecimal(to, 4) ?? 0n }))
    .toSorted((a, b) => (a.from < b.from ? -1 : 1));
  return bounds.flatMap(({ index, from }, place) => {
    const before = bounds[place - 1];
    return before !== undefined && before.to + step < from
      ? [{ pointer: `/ranges/${index}/from`, code: 'gap-below' }]
      : [];
  });
}

function rangeProblems(ranges: readonly ScoreRange[], places: number): readonly SetUpProblem[] {
  const bounds = ranges.map(({ from, to }) => ({ from: parseDecimal(from, places), to: parseDecimal(to, places) }));
  return bounds.flatMap(({ from, to }, index) => {
    const pointer = `/ranges/${index}`;
    const unread = [
      ...(from === undefined ? [{ pointer: `${pointer}/from`, code: 'too-many-decimals' }] : []),
      ...(to === undefined ? [{ pointer: `${pointer}/to`, code: 'too-many-decimals' }] : []),
    ];
    if (from === undefined || to === undefined) return unread;
    if (from > to) return [{ pointer: `${pointer}/to`, code: 'to-before-from' }];
    const isOverlapping = bounds
      .slice(0, index)
      .some((other) => other.from !== undefined && other.to !== undefined && other.from <= to && from <= other.to);
    return isOverlapping ? [{ pointer, code: 'ranges-overlap' }] : [];
  });
}

function valueProblems(
  document: RulebookDocument,
  type: ScoringGroup['type'],
  values: readonly ScoreValue[],
): readonly SetUpProblem[] {
  return values.flatMap(({ value }, index) => {
    const pointer = `/values/${index}/value`;
    const isRepeated = values.slice(0, index).some((other) => other.value === value);
    return isRepeated ? [{ pointer, code: 'value-repeated' }] : codeProblems(document, type, value, pointer);
  });
}

/** What names a code of set-up must name one that there is; countries and what is user-defined are any. */
export function codeProblems(
  document: RulebookDocument,
  type: ScoringGroup['type'],
  value: string,
  pointer: string,
): readonly SetUpProblem[] {
  if (type === 'credit-management-group' && elementOf(document, 'creditManagementGroups', value) === undefined) {
    return [{ pointer, code: 'unknown-credit-management-group' }];
  }
  if (type === 'account-status' && elementOf(document, 'accountStatuses', value) === undefined) {
    return [{ pointer, code: 'unknown-account-status' }];
  }
  return type === 'country' && !/^[A-Z]{2,3}$/.test(value) ? [{ pointer, code: 'not-a-country' }] : [];
}
