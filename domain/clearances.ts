import { clearanceFinders, type ClearanceFinder, type Search } from './clearance-finders.ts';
import type { Rulebook } from './compile-rulebook.ts';
import type { Clearance, EvaluatedAgain, Situation } from './evaluation.ts';
import type { FittingRules } from './rules/rule-index.ts';
import { withAccountStatus, withPaymentTerms } from './situation-changes.ts';

/** A reason, with how the next evaluation will find the order. `running` are the rules that fit and are not switched off. */
export type ToClear = Search & { readonly running: FittingRules; readonly again: EvaluatedAgain };

/**
 * §8.2: what would clear a reason, each on its own. Found by evaluating the changed situation, so that every rule of the
 * type, less specific levels and exclusions included, has its say; what no value of it clears is left out (docs/adr/0004).
 */
export function clearancesOf(reason: ToClear): readonly Clearance[] {
  const found = quantitiesOf(reason);
  return found.some(({ kind }) => kind === 'evaluate-again') ? found : [...found, ...codesOf(reason)];
}

/** Those that are an amount or a date. */
export function quantitiesOf(reason: ToClear): readonly Clearance[] {
  const { again, isHeld } = reason;
  if (!isHeld(again.among(again.situation, again.older))) return [{ kind: 'evaluate-again' }];
  return clearanceFinders.flatMap((find) => afterOlderHolds(find, reason) ?? []);
}

/**
 * What clears a reason may clear reasons of older holds too, which then take their part of the credit first: it is searched for
 * again until they take no more. They never take less as it grows.
 */
function afterOlderHolds(find: ClearanceFinder, reason: ToClear): Clearance | undefined {
  const { again, isHeld } = reason;
  let { older } = again;
  for (;;) {
    const found = find(reason, again.among(again.situation, older));
    if (found === undefined) return undefined;
    const { clearance, change } = found;
    if (change === undefined || !isHeld(change(again.among(again.situation, again.most)))) return clearance;
    const then = again.olderIn(change(again.situation));
    if (then.waiting === older.waiting && then.released === older.released) return clearance;
    older = then;
  }
}

/** Another account status, or other terms of payment. */
function codesOf({ rulebook, running, again, isHeld }: ToClear): readonly Clearance[] {
  const situation = again.among(again.situation, again.older);
  const statuses = statusesKnown(rulebook, running, situation);
  const terms = namedIn(running, 'terms-of-payment');
  return [
    ...others('change-account-status', statuses, (code) => isHeld(withAccountStatus(situation, code))),
    ...others('change-payment-terms', terms, (code) => isHeld(withPaymentTerms(situation, code))),
  ];
}

/** The account statuses that can make a difference. */
export function statusesKnown(
  { accountStatuses }: Rulebook,
  running: FittingRules,
  { customer }: Situation,
): readonly (string | undefined)[] {
  return [...accountStatuses.keys(), customer.accountStatus, ...namedIn(running, 'account-status')];
}

/** Where none at all clears the reason, so does every code that no rule and no set-up knows; of those known, all but some. */
export function others(
  kind: 'change-account-status' | 'change-payment-terms',
  known: readonly (string | undefined)[],
  isHeldBy: (code: string | undefined) => boolean,
): readonly Clearance[] {
  if (isHeldBy(undefined)) return [];
  const codes = new Set(known.filter((code) => code !== undefined));
  return [{ kind, otherThan: [...codes].filter(isHeldBy).toSorted() }];
}

/** The codes that rules of the type are about. */
export function namedIn(running: FittingRules, type: 'account-status' | 'terms-of-payment'): readonly string[] {
  const rules = running.filter((of) => of.type === type).flatMap(({ levels }) => levels.flat());
  const field = type === 'account-status' ? 'accountStatus' : 'paymentTerms';
  return rules.map(({ terms }) => String(terms[field]));
}
