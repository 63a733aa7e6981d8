import { clearancesOf } from './clearances.ts';
import type { Rulebook } from './compile-rulebook.ts';
import { cannotEvaluate } from './cannot-evaluate.ts';
import { exceedsCreditLimit } from './credit-limit-check.ts';
import type { Clearance, LimitOwner, Reason, Situation } from './evaluation.ts';
import type { Facts } from './facts.ts';
import { gatherFacts } from './gather-facts.ts';
import { judgeType, type TypeJudgement } from './judge-type.ts';
import { testsLimit, type Judged } from './judge-types.ts';
import { limitsTested } from './limits-tested.ts';
import { rankRaises } from './ranks.ts';
import { findRelease } from './find-release.ts';
import { reference } from './rules/compile-rule.ts';
import { ruleDefinitions } from './rules/index.ts';
import type { FittingRules } from './rules/rule-index.ts';
import type { RuleTypeDefinition } from './rules/rule-type.ts';
import { evidenceOf, isNotFalse, isTrue } from './rules/run-rule.ts';
import { usedEvidence } from './rules/used.ts';

/** A reason whose clearances are searched for only where it holds the order. */
export type FoundReason = Omit<Reason, 'clearances'> & { readonly clearances: () => readonly Clearance[] };

/** One evaluation under way. `running` are the rules that fit and are not switched off, `facts` one for each limit tested. */
export type Case = {
  readonly rulebook: Rulebook;
  readonly situation: Situation;
  readonly running: FittingRules;
  readonly facts: readonly Facts[];
  readonly judged: readonly Judged[];
};

/** §6.3.2–4, §6.4: every reason to hold the order, were it not released by an exclusion. */
export function findReasons(found: Case): readonly FoundReason[] {
  return [
    ...blockedTypes(found),
    ...cannotEvaluate(found),
    ...raisedRanks(found),
    ...exceededLimit(found),
    ...stoppedAccount(found),
  ];
}

function blockedTypes(found: Case): readonly FoundReason[] {
  const { rulebook } = found;
  return found.judged.flatMap(({ type, levels, facts, judgement }) => {
    const rules = judgement.blocking;
    const [first] = rules;
    if (first === undefined) return [];
    const { remedies }: RuleTypeDefinition = ruleDefinitions[type];
    const limit = testsLimit(type) ? facts.whose : undefined;
    const isHeld = stillHeld(found, limit, (then) => isBlockedOrUnknown(judgeType(levels, then, rulebook), judgement));
    return {
      code: type,
      rules: rules.map(reference),
      limit,
      operands: evidenceOf(first, facts, rulebook),
      clearances: () => clearancesOf(remedies, { ...found, whose: facts.whose, isHeld }),
    };
  });
}

/**
 * Whether a reason would be given in a changed situation: its limit, where it is of one, is still tested, no exclusion
 * releases the order, and what gave the reason is still so.
 */
function stillHeld(
  { rulebook, running }: Case,
  limit: LimitOwner | undefined,
  isGiven: (then: Facts) => boolean,
): (changed: Situation) => boolean {
  return (changed) => {
    const tests = limitsTested(rulebook, changed).map((whose) => gatherFacts(rulebook, changed, whose));
    const [then] = limit === undefined ? tests : tests.filter(({ whose }) => whose === limit);
    return then !== undefined && findRelease(running, tests, rulebook) === undefined && isGiven(then);
  };
}

/** A change that makes it unknown whether the type blocks does not clear the reason. */
function isBlockedOrUnknown({ blocking, findings }: TypeJudgement, now: TypeJudgement): boolean {
  const isUnknownNow = new Set(unknownOf(now).map(({ rule }) => rule));
  return blocking.length > 0 || unknownOf({ findings }).some(({ rule }) => !isUnknownNow.has(rule));
}

function unknownOf({ findings }: Pick<TypeJudgement, 'findings'>): TypeJudgement['findings'] {
  return findings.filter(({ outcome }) => outcome === 'cannot-evaluate');
}

function raisedRanks({ rulebook, situation }: Case): readonly FoundReason[] {
  return rankRaises(rulebook, situation.order).map(({ reason, own, basis }) => ({
    code: reason,
    rules: [],
    operands: { code: own.code, rank: own.rank, basis: basis.code, basisRank: basis.rank },
    clearances: () => [
      {
        kind: reason === 'payment-terms-rank' ? 'change-payment-terms' : 'change-settlement-discount',
        maxRank: basis.rank,
      },
    ],
  }));
}

/** §2.2 `creditLimitCheck: hold`, of each limit that is tested. */
function exceededLimit(found: Case): readonly FoundReason[] {
  if (found.rulebook.parameters.creditLimitCheck !== 'hold') return [];
  const { remedies } = ruleDefinitions['credit-limit-used'];
  const isOver = (then: Facts): boolean => isNotFalse(exceedsCreditLimit(then));
  return found.facts
    .filter((facts) => isTrue(exceedsCreditLimit(facts)))
    .map((facts) => ({
      code: 'credit-limit-exceeded',
      rules: [],
      limit: facts.whose,
      operands: usedEvidence(facts),
      clearances: () =>
        clearancesOf(remedies, { ...found, whose: facts.whose, isHeld: stillHeld(found, facts.whose, isOver) }),
    }));
}

/** §2.4. A status that is not set up might stop anything: it is never a silent pass (§6.5). */
function stoppedAccount({ rulebook, situation }: Case): readonly FoundReason[] {
  const { accountStatus } = situation.customer;
  if (accountStatus === undefined) return [];
  const stops = rulebook.accountStatuses.get(accountStatus)?.stops ?? 'unknown';
  const { checkpoint } = situation.posting;
  if (stops === 'none' || (stops === 'invoice' && checkpoint !== 'invoice')) return [];
  return [
    {
      code: stops === 'unknown' ? 'cannot-evaluate' : 'account-on-hold',
      rules: [],
      operands: { accountStatus, stops, checkpoint },
      clearances: () => [{ kind: 'change-account-status' }],
    },
  ];
}
