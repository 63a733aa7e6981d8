import type { RulebookDocument } from '../rulebook.ts';
import { parseDecimal } from './decimal.ts';
import { ownValueOf, type RiskFacts } from './own-value.ts';
import type { RiskGroup, ScoreRange, ScoreValue, ScoringGroup } from './risk-set-up.ts';

/** What one scoring group adds to a customer's risk score, and why. */
export type ScorePart = {
  readonly scoringGroup: string;
  readonly type: ScoringGroup['type'];
  /** The customer's own value (`ownValueOf`). */
  readonly value: string | undefined;
  readonly score: number | undefined;
  readonly matched?: ScoreRange | ScoreValue | undefined;
  /** Why it adds nothing: the customer has no such value, it is no number, or no range or listed value takes it. */
  readonly without?: 'no-value' | 'not-a-number' | 'not-covered' | undefined;
};

/** §12.4: the sum of what all scoring groups give. A score that no risk group takes in has none (a gap). */
export type RiskScore = {
  readonly score: number;
  readonly riskGroup: string | undefined;
  readonly parts: readonly ScorePart[];
};

/** `undefined` where the legal entity has no scoring group, so that there is nothing to score. */
export function riskScoreOf(
  { scoringGroups, riskGroups }: Pick<RulebookDocument, 'scoringGroups' | 'riskGroups'>,
  facts: RiskFacts,
): RiskScore | undefined {
  const parts = Object.entries(scoringGroups)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, group]) => partOf(id, group, facts));
  if (parts.length === 0) return undefined;
  const score = parts.reduce((sum, part) => sum + (part.score ?? 0), 0);
  return { score, riskGroup: riskGroupOf(riskGroups, score), parts };
}

/** §12.4: both ends included; ranges do not overlap. */
export function riskGroupOf(riskGroups: Readonly<Record<string, RiskGroup>>, score: number): string | undefined {
  return Object.entries(riskGroups).find(([, { from, to }]) => from <= score && score <= to)?.[0];
}

function partOf(scoringGroup: string, group: ScoringGroup, facts: RiskFacts): ScorePart {
  const value = ownValueOf(group, facts);
  const head = { scoringGroup, type: group.type, value };
  if (value === undefined) return { ...head, score: undefined, without: 'no-value' };
  const listed = 'values' in group ? group.values : undefined;
  if (listed !== undefined) {
    return scored(
      head,
      listed.find((one) => one.value === value),
    );
  }
  const number = parseDecimal(value, 4);
  if (number === undefined) return { ...head, score: undefined, without: 'not-a-number' };
  const ranges = 'ranges' in group ? (group.ranges ?? []) : [];
  return scored(
    head,
    ranges.find(({ from, to }) => bound(from) <= number && number <= bound(to)),
  );
}

function scored(
  head: Pick<ScorePart, 'scoringGroup' | 'type' | 'value'>,
  matched: ScoreRange | ScoreValue | undefined,
): ScorePart {
  if (matched === undefined) return { ...head, score: undefined, without: 'not-covered' };
  return { ...head, score: matched.score, matched: withoutOthers(matched) };
}

function withoutOthers(matched: ScoreRange | ScoreValue): ScoreRange | ScoreValue {
  const { score } = matched;
  return 'value' in matched ? { value: matched.value, score } : { from: matched.from, to: matched.to, score };
}

/** The set-up was checked when it was saved: what does not parse here is a defect. */
function bound(text: string): bigint {
  const parsed = parseDecimal(text, 4);
  if (parsed === undefined) throw new Error(`a score range does not parse: ${text}`);
  return parsed;
}
