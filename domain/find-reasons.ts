import { clearancesOf } from './clearances.ts';
import type { Rulebook } from './compile-rulebook.ts';
import { exceedsCreditLimit } from './credit-limit-check.ts';
import type { Clearance, LimitOwner, Reason, Situation } from './evaluation.ts';
import type { Facts } from './facts.ts';
import { gatherFacts } from './gather-facts.ts';
import { judgeType } from './judge-type.ts';
import { testsLimit, type Judged } from './judge-types.ts';
import { limitsTested } from './limits-tested.ts';
import { rankRaises } from './ranks.ts';
import { findRelease } from './find-release.ts';
import type { CompiledRule } from './rules/compile-rule.ts';
import { ruleDefinitions } from './rules/index.ts';
import type { FittingRules } from './rules/rule-index.ts';
import type { RuleTypeDefinition } from './rules/rule-type.ts';
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
    const isHeld = stillHeld(found, limit, (then) => judgeType(levels, then, rulebook).blocking.length > 0);
    return {
      code: type,
      rules: rules.map(reference),
      limit,
      operands: { ...first.terms, ...first.evidence(facts) },
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
  isTrue: (then: Facts) => boolean,
): (changed: Situation) => boolean {
  return (changed) => {
    const tests = limitsTested(rulebook.parameters, changed).map((whose) => gatherFacts(rulebook, changed, whose));
    const [then] = limit === undefined ? tests : tests.filter(({ whose }) => whose === limit);
    return then !== undefined && findRelease(running, tests, rulebook.currency) === undefined && isTrue(then);
  };
}

/** §6.5: one reason for each missing rate, so that providing it clears the reason. */
function cannotEvaluate({ rulebook, situation, judged }: Case): readonly FoundReason[] {
  const found = judged.flatMap(({ judgement }) =>
    judgement.findings.filter(({ outcome }) => outcome === 'cannot-evaluate').map(({ rule }) => rule),
  );
  return [...Map.groupBy(new Set(found), ({ currency }) => currency ?? '')].map(([from, ofCurrency]) => {
    const rate = { from, to: rulebook.currency, date: situation.today };
    return {
      code: 'cannot-evaluate',
      rules: ofCurrency.map(reference),
      operands: rate,
      clearances: () => [{ kind: 'provide-exchange-rate', ...rate }],
    };
  });
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
  const isOver = (then: Facts): boolean => exceedsCreditLimit(then).isTrue;
  return found.facts.filter(isOver).map((facts) => ({
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

function reference({ rule, version }: CompiledRule): { readonly rule: CompiledRule['rule']; readonly version: number } {
  return { rule, version };
}
