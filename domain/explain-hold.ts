import type { CivilDate } from './civil-date.ts';
import type { Rulebook } from './compile-rulebook.ts';
import type { CreditState } from './credit-state.ts';
import { evaluatedAgain } from './evaluated-again.ts';
import { evaluate } from './evaluate.ts';
import type { Reason } from './evaluation.ts';
import { exclusionOf } from './exclusion.ts';
import { isForced, type Hold } from './hold.ts';
import type { CompetingHold } from './older-holds.ts';
import { singleFixesOf, type SingleFix } from './single-fixes.ts';
import { stoppedPosting } from './stopped-posting.ts';

/** What an evaluation of a hold for release would find now, and each single action after which nothing but a person holds the order. */
export type HoldExplanation = {
  readonly reasons: readonly Reason[];
  /** The cheapest first. */
  readonly fixes: readonly SingleFix[];
  /** Why the first is not the cheapest. */
  readonly noCheapest?: NoCheapest | undefined;
};

export const noCheapestCodes = ['nothing-active', 'forced', 'not-known', 'no-single-action', 'no-amount'] as const;
export type NoCheapest = (typeof noCheapestCodes)[number];

/** §8.2, §9.2: as if the hold was evaluated now, after its customer's older ones; nothing is changed. */
export function explainHold(
  rulebook: Rulebook,
  state: CreditState,
  own: CompetingHold,
  holds: readonly CompetingHold[],
  today: CivilDate,
): HoldExplanation {
  const again = evaluatedAgain(rulebook, state, own, holds, stoppedPosting(own), today);
  const isExcluded = exclusionOf(state.customer, own.order, today) !== undefined;
  const reasons = isExcluded ? [] : evaluate(rulebook, again.among(again.situation, again.older), () => again).reasons;
  const fixes = reasons.length > 0 ? singleFixesOf(rulebook, again) : evaluateAgain(own.hold);
  const isPriced = fixes[0]?.takes !== undefined;
  return { reasons, fixes, noCheapest: isPriced ? undefined : whyNone(own.hold, reasons, fixes) };
}

/** Where what the hold says is gone already, being evaluated is all that it needs. */
function evaluateAgain(hold: Hold): readonly SingleFix[] {
  const isLeft = hold.reasons.some(
    ({ code, isActive }) => isActive && code !== 'forced' && code !== 'ready-to-release',
  );
  return isLeft ? [{ clearance: { kind: 'evaluate-again' }, takes: 0n }] : [];
}

function whyNone(hold: Hold, reasons: readonly Reason[], fixes: readonly SingleFix[]): NoCheapest {
  if (reasons.length === 0) return isForced(hold) ? 'forced' : 'nothing-active';
  if (reasons.some(({ code }) => code === 'cannot-evaluate')) return 'not-known';
  return fixes.length === 0 ? 'no-single-action' : 'no-amount';
}
