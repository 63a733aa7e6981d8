import { clearancesOf } from './clearances.ts';
import type { Rulebook } from './compile-rulebook.ts';
import { exceedsCreditLimit } from './credit-limit-check.ts';
import type { Clearance, Reason, Situation } from './evaluation.ts';
import type { Facts } from './facts.ts';
import { gatherFacts } from './gather-facts.ts';
import { judgeType, type TypeJudgement } from './judge-type.ts';
import { rankRaises } from './ranks.ts';
import { findRelease } from './find-release.ts';
import type { CompiledRule } from './rules/compile-rule.ts';
import { ruleDefinitions } from './rules/index.ts';
import type { FittingRules } from './rules/rule-index.ts';
import type { RuleTypeDefinition } from './rules/rule-type.ts';
import { usedEvidence } from './rules/used.ts';

/** A reason whose clearances are searched for only where it holds the order. */
export type FoundReason = Omit<Reason, 'clearances'> & { readonly clearances: () => readonly Clearance[] };

/** One evaluation under way. `running` are the rules that fit and are not switched off. */
export type Case = {
  readonly rulebook: Rulebook;
  readonly situation: Situation;
  readonly running: FittingRules;
  readonly facts: Facts;
  readonly judgements: readonly TypeJudgement[];
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

function blockedTypes({ rulebook, situation, running, facts, judgements }: Case): readonly FoundReason[] {
  return running.flatMap(({ type, levels }, index) => {
    const rules = judgements[index]?.blocking ?? [];
    const [first] = rules;
    if (first === undefined) return [];
    const { remedies, testsLimit }: RuleTypeDefinition = ruleDefinitions[type];
    const isHeld = (changed: Situation): boolean => {
      const then = gatherFacts(rulebook, changed);
      return (
        findRelease(running, then, rulebook.currency) === undefined &&
        judgeType(levels, then, rulebook).blocking.length > 0
      );
    };
    return {
      code: type,
      rules: rules.map(reference),
      limit: testsLimit ? ('own' as const) : undefined,
      operands: { ...first.terms, ...first.evidence(facts) },
      clearances: () => clearancesOf(remedies, { rulebook, situation, isHeld }),
    };
  });
}

/** §6.5: one reason for each missing rate, so that providing it clears the reason. */
function cannotEvaluate({ rulebook, facts, judgements }: Case): readonly FoundReason[] {
  const rules = judgements.flatMap(({ findings }) =>
    findings.filter(({ outcome }) => outcome === 'cannot-evaluate').map(({ rule }) => rule),
  );
  return [...Map.groupBy(rules, ({ currency }) => currency ?? '')].map(([from, ofCurrency]) => {
    const rate = { from, to: rulebook.currency, date: facts.today };
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

/** §2.2 `creditLimitCheck: hold`. */
function exceededLimit({ rulebook, situation, running, facts }: Case): readonly FoundReason[] {
  if (rulebook.parameters.creditLimitCheck !== 'hold' || !exceedsCreditLimit(facts).isTrue) return [];
  const isHeld = (changed: Situation): boolean => {
    const then = gatherFacts(rulebook, changed);
    return findRelease(running, then, rulebook.currency) === undefined && exceedsCreditLimit(then).isTrue;
  };
  const { remedies } = ruleDefinitions['credit-limit-used'];
  return [
    {
      code: 'credit-limit-exceeded',
      rules: [],
      limit: 'own',
      operands: usedEvidence(facts),
      clearances: () => clearancesOf(remedies, { rulebook, situation, isHeld }),
    },
  ];
}

/** §2.4 */
function stoppedAccount({ rulebook, situation, facts }: Case): readonly FoundReason[] {
  const status = facts.accountStatus === undefined ? undefined : rulebook.accountStatuses.get(facts.accountStatus);
  const { checkpoint } = situation.posting;
  if (status === undefined || status.stops === 'none') return [];
  if (status.stops === 'invoice' && checkpoint !== 'invoice') return [];
  return [
    {
      code: 'account-on-hold',
      rules: [],
      operands: { accountStatus: facts.accountStatus ?? null, stops: status.stops, checkpoint },
      clearances: () => [{ kind: 'change-account-status' }],
    },
  ];
}

function reference({ rule, version }: CompiledRule): { readonly rule: CompiledRule['rule']; readonly version: number } {
  return { rule, version };
}
