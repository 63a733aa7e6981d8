import type { Search } from './clearance-finders.ts';
import { clearancesOf, quantitiesOf } from './clearances.ts';
import type { Rulebook } from './compile-rulebook.ts';
import { cannotEvaluate } from './cannot-evaluate.ts';
import { exceedsCreditLimit } from './credit-limit-check.ts';
import type { Clearance, EvaluatedAgain, LimitOwner, Reason, Situation } from './evaluation.ts';
import type { Facts } from './facts.ts';
import { gatherFacts } from './gather-facts.ts';
import { judgeType, type TypeJudgement } from './judge-type.ts';
import { testsLimit, type Judged } from './judge-types.ts';
import { limitsTested } from './limits-tested.ts';
import { rankRaises } from './ranks.ts';
import { findRelease } from './find-release.ts';
import type { AccountStatus } from './rulebook.ts';
import { reference } from './rules/compile-rule.ts';
import type { FittingRules } from './rules/rule-index.ts';
import { evidenceOf, isNotFalse, isTrue } from './rules/run-rule.ts';
import { usedEvidence } from './rules/used.ts';

/** A reason whose clearances are searched for only where it holds the order. */
export type FoundReason = Omit<Reason, 'clearances'> & {
  readonly clearances: (again: EvaluatedAgain) => readonly Clearance[];
};

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
    const limit = testsLimit(type) ? facts.whose : undefined;
    const isBlocked = (then: Facts): boolean => isBlockedOrUnknown(judgeType(levels, then, rulebook), judgement);
    return {
      code: type,
      rules: rules.map(reference),
      limit,
      operands: evidenceOf(first, facts, rulebook),
      clearances: (again) => clearancesOf({ ...found, again, isHeld: stillHeld(found, limit, isBlocked) }),
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
  isGiven: (then: Facts, changed: Situation) => boolean,
): Search['isHeld'] {
  return (changed) => {
    const tests = limitsTested(rulebook, changed).map((whose) => gatherFacts(rulebook, changed, whose));
    const [then] = limit === undefined ? tests : tests.filter(({ whose }) => whose === limit);
    return then !== undefined && findRelease(running, tests, rulebook) === undefined && isGiven(then, changed);
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

function raisedRanks(found: Case): readonly FoundReason[] {
  const { rulebook, situation } = found;
  const isRaised = (reason: Reason['code']) =>
    stillHeld(found, undefined, (_, { order }) => rankRaises(rulebook, order).some((raise) => raise.reason === reason));
  return rankRaises(rulebook, situation.order).map(({ reason, own, basis }) => ({
    code: reason,
    rules: [],
    operands: { code: own.code, rank: own.rank, basis: basis.code, basisRank: basis.rank },
    clearances: (again) => [
      {
        kind: reason === 'payment-terms-rank' ? 'change-payment-terms' : 'change-settlement-discount',
        maxRank: basis.rank,
      },
      ...quantitiesOf({ ...found, again, isHeld: isRaised(reason) }),
    ],
  }));
}

/** §2.2 `creditLimitCheck: hold`, of each limit that is tested. */
function exceededLimit(found: Case): readonly FoundReason[] {
  if (found.rulebook.parameters.creditLimitCheck !== 'hold') return [];
  const isOver = (then: Facts): boolean => isNotFalse(exceedsCreditLimit(then));
  return found.facts
    .filter((facts) => isTrue(exceedsCreditLimit(facts)))
    .map((facts) => ({
      code: 'credit-limit-exceeded',
      rules: [],
      limit: facts.whose,
      operands: usedEvidence(facts),
      clearances: (again) => clearancesOf({ ...found, again, isHeld: stillHeld(found, facts.whose, isOver) }),
    }));
}

/** §2.4. A status that is not set up might stop anything: it is never a silent pass (§6.5). */
function stoppedAccount(found: Case): readonly FoundReason[] {
  const { rulebook, situation } = found;
  const stops = stoppedBy(rulebook, situation);
  if (stops === undefined) return [];
  const isUnknown = stops === 'unknown';
  const isStopped = stillHeld(found, undefined, (_, changed) => {
    const then = stoppedBy(rulebook, changed);
    return then !== undefined && (then === 'unknown') === isUnknown;
  });
  const { customer, posting } = situation;
  return [
    {
      code: isUnknown ? 'cannot-evaluate' : 'account-on-hold',
      rules: [],
      operands: { accountStatus: customer.accountStatus ?? null, stops, checkpoint: posting.checkpoint },
      clearances: (again) => clearancesOf({ ...found, again, isHeld: isStopped }),
    },
  ];
}

/** What the status of the account stops, where that is the posting asked for. */
function stoppedBy(
  rulebook: Rulebook,
  { customer: { accountStatus }, posting }: Situation,
): AccountStatus['stops'] | 'unknown' | undefined {
  if (accountStatus === undefined) return undefined;
  const stops = rulebook.accountStatuses.get(accountStatus)?.stops ?? 'unknown';
  return stops === 'none' || (stops === 'invoice' && posting.checkpoint !== 'invoice') ? undefined : stops;
}
