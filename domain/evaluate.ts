import type { Rulebook } from './compile-rulebook.ts';
import { unconvertedDocuments } from './cannot-evaluate.ts';
import { exceedsCreditLimit } from './credit-limit-check.ts';
import type {
  Bound,
  EvaluatedAgain,
  Evaluation,
  GroupSituation,
  LimitOwner,
  Operands,
  Reason,
  ReasonCode,
  RuleOutcome,
  RuleType,
  Situation,
  Warning,
} from './evaluation.ts';
import type { MissingRate } from './exchange-rates.ts';
import { exposureOf, restAboveStoredSum, storedSumOf } from './exposure.ts';
import type { Facts } from './facts.ts';
import { findReasons, type Case, type FoundReason } from './find-reasons.ts';
import { findRelease } from './find-release.ts';
import { gatherFacts, groupMeasured, ownMeasured } from './gather-facts.ts';
import { excessOver, groupWide, ownPartUpTo } from './group-exposure.ts';
import type { RuleFinding } from './judge-type.ts';
import { judgeTypes, testsLimit, type Judged } from './judge-types.ts';
import { limitsTested } from './limits-tested.ts';
import { fittingRules, type FittingRules } from './rules/rule-index.ts';
import { evidenceOf, isTrue } from './rules/run-rule.ts';
import { usedEvidence } from './rules/used.ts';
import { isUnknown } from './rules/verdict.ts';

/**
 * §6: may the order go on, and why. The same situation gives the same evaluation (§8.1). What would clear a reason is found in
 * `again`, where the next evaluation will find the order otherwise than this one does.
 */
export function evaluate(
  rulebook: Rulebook,
  situation: Situation,
  again: () => EvaluatedAgain = () => alone(situation),
): Evaluation {
  const { fitting, isOff, tested, facts, judged, found, given, release } = look(rulebook, situation);
  const reasons = given.length > 0 ? withClearances(given, again()) : [];
  const isPass = reasons.length === 0;
  const guards = isPass ? guardsOf(rulebook, situation, facts, judged) : {};
  return {
    outcome: isPass ? 'pass' : 'hold',
    reasons,
    warnings: warningsOf(rulebook, situation, facts),
    rules: [
      ...outcomesOf(rulebook, situation, judged, release !== undefined),
      ...switchedOff(fitting.filter(({ type }) => isOff(type))),
    ],
    releasedBy: release && {
      rule: release.rule,
      version: release.version,
      suppressed: [...codesOf(found)].filter((code) => !codesOf(given).has(code)),
    },
    ...ownMeasured(rulebook, situation),
    ...guards,
    ...(situation.group === undefined ? {} : { group: groupOf(rulebook, situation, situation.group), tested }),
  };
}

function withClearances(given: readonly FoundReason[], again: EvaluatedAgain): readonly Reason[] {
  return given.map((reason) => ({ ...reason, clearances: reason.clearances(again) }));
}

/** Without older holds the next evaluation finds what this one does. */
function alone(situation: Situation): EvaluatedAgain {
  const none = { waiting: 0n, released: 0n };
  return { situation, older: none, most: none, olderIn: () => none, among: (then) => then };
}

/** The reasons alone, without what would clear them. */
export function reasonsIn(rulebook: Rulebook, situation: Situation): readonly Omit<Reason, 'clearances'>[] {
  return look(rulebook, situation).given;
}

type Look = Omit<Case, 'rulebook' | 'situation'> & {
  readonly fitting: FittingRules;
  readonly isOff: (type: RuleType) => boolean;
  readonly tested: readonly LimitOwner[];
  /** Were it not released. */
  readonly found: readonly FoundReason[];
  readonly given: readonly FoundReason[];
  readonly release: ReturnType<typeof findRelease>;
};

function look(rulebook: Rulebook, situation: Situation): Look {
  const fitting = fittingRules(rulebook.rules, situation.customer);
  // §2.2: with the check off, rules of this type do not run, exclusions neither.
  const isOff = (type: RuleType): boolean =>
    type === 'credit-limit-used' && rulebook.parameters.creditLimitCheck === 'off';
  const running = fitting.filter(({ type }) => !isOff(type));
  const tested = limitsTested(rulebook, situation);
  const facts = tested.map((whose) => gatherFacts(rulebook, situation, whose));
  const judged = judgeTypes(rulebook, running, facts);
  const found = findReasons({ rulebook, situation, running, facts, judged });
  const release = findRelease(running, facts, rulebook);
  const given = release === undefined ? found : unconvertedDocuments(rulebook, situation);
  return { fitting, isOff, tested, running, facts, judged, found, given, release };
}

function codesOf(reasons: readonly Pick<Reason, 'code'>[]): ReadonlySet<ReasonCode> {
  return new Set(reasons.map(({ code }) => code));
}

function groupOf(rulebook: Rulebook, situation: Situation, group: GroupSituation): Evaluation['group'] {
  const { exposure, limit, limitCurrency: currency } = groupMeasured(rulebook, situation, group);
  const { rulebooks } = group;
  const head = { creditGroup: group.group.creditGroup, exposure, limit, ...(rulebooks && { rulebooks }) };
  if (currency === undefined) return head;
  const excess = isUnknown(exposure) ? undefined : excessOver(rulebook.parameters, situation, group, limit.total);
  return { ...head, currency, excess };
}

/** §2.2 `creditLimitCheck: warn`: given whether a rule holds the order or not, of each limit that it is over. */
function warningsOf({ parameters }: Rulebook, { group }: Situation, facts: readonly Facts[]): readonly Warning[] {
  if (parameters.creditLimitCheck !== 'warn') return [];
  return facts
    .filter((test) => isTrue(exceedsCreditLimit(test)))
    .map((test) => ({
      code: 'credit-limit-exceeded',
      ...(group === undefined ? {} : { limit: test.whose }),
      operands: usedEvidence(test),
    }));
}

/** How far each watched sum may grow before any rule, or the check of its limit, comes out otherwise. */
function guardsOf(
  rulebook: Rulebook,
  situation: Situation,
  facts: readonly Facts[],
  judged: readonly Judged[],
): Pick<Evaluation, 'guard' | 'groupGuard'> {
  const boundOf = (whose: LimitOwner): Bound | undefined => {
    const test = facts.find((fact) => fact.whose === whose);
    if (test === undefined) return undefined;
    const findings = judged.filter((of) => of.facts === test).flatMap(({ judgement }) => judgement.findings);
    return guardOf(rulebook, situation, test, findings);
  };
  const groupGuard = boundOf('group');
  return { guard: boundOf('own'), ...(groupGuard === undefined ? {} : { groupGuard }) };
}

function guardOf(
  { parameters }: Rulebook,
  whole: Situation,
  facts: Facts,
  findings: readonly RuleFinding[],
): Bound | undefined {
  const group = facts.whose === 'group' ? whole.group : undefined;
  const situation = group === undefined ? whole : groupWide(whole);
  const sum = storedSumOf(parameters, situation);
  if (sum === undefined || isUnknown(facts.exposure)) return undefined;
  const checksLimit = parameters.creditLimitCheck === 'warn' || parameters.creditLimitCheck === 'hold';
  const bounds = [...findings, ...(checksLimit ? [exceedsCreditLimit(facts)] : [])].flatMap((found) =>
    'sameUpTo' in found ? (found.sameUpTo ?? []) : [],
  );
  if (bounds.length === 0) return undefined;
  const lowest = bounds.reduce((low, bound) => (bound < low ? bound : low));
  const aboveStoredSum = restAboveStoredSum(parameters, situation, sum) + exposureOf(parameters, situation).order;
  const upTo = group === undefined ? lowest : ownPartUpTo(parameters, whole, group, lowest);
  return upTo === undefined ? undefined : { sum, max: upTo - aboveStoredSum };
}

function outcomesOf(
  rulebook: Rulebook,
  { group }: Situation,
  judged: readonly Judged[],
  isReleased: boolean,
): readonly RuleOutcome[] {
  return judged.flatMap(({ type, facts, judgement }) => {
    const isOfOneLimit = group !== undefined && testsLimit(type);
    const limit = isOfOneLimit ? { limit: facts.whose } : {};
    return judgement.findings.map((finding) => ({
      ...outcomeOf(finding, facts, rulebook, isReleased),
      ...limit,
    }));
  });
}

function outcomeOf(
  { rule, outcome, because, missingRates }: RuleFinding,
  facts: Facts,
  rulebook: Rulebook,
  isReleased: boolean,
): RuleOutcome {
  const operands = {
    true: () => evidenceOf(rule, facts, rulebook),
    false: () => evidenceOf(rule, facts, rulebook),
    'not-evaluated': () => rule.terms,
    'cannot-evaluate': () => ({ ...rule.terms, ...lackedBy(missingRates, rulebook) }),
  }[outcome];
  const isSuppressed = isReleased && rule.kind === 'blocking' && outcome === 'true';
  return {
    ...head(rule),
    outcome,
    because: isSuppressed ? 'suppressed-by-release' : because,
    operands: operands(),
  };
}

/** The first of the rates, with the type that is looked for here. */
function lackedBy([first]: readonly MissingRate[] = [], { parameters }: Rulebook): Operands {
  if (first === undefined) return {};
  return first.isElsewhere === true ? first : { ...first, rateType: parameters.creditLimitRateType };
}

function switchedOff(fitting: FittingRules): readonly RuleOutcome[] {
  return fitting
    .flatMap(({ levels }) => levels.flat())
    .map((rule) => ({
      ...head(rule),
      outcome: 'not-evaluated',
      because: 'credit-limit-check-off',
      operands: rule.terms,
    }));
}

function head({
  rule,
  version,
  type,
  kind,
  scope,
}: RuleFinding['rule']): Pick<RuleOutcome, 'rule' | 'version' | 'type' | 'kind' | 'scope'> {
  return { rule, version, type, kind, scope };
}
