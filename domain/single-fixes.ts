import { limitAsSet } from './clearance-finders.ts';
import { namedIn, others, quantitiesOf, statusesKnown, type ToClear } from './clearances.ts';
import type { Rulebook } from './compile-rulebook.ts';
import { reasonsIn } from './evaluate.ts';
import type { Clearance, EvaluatedAgain, LimitOwner, Situation } from './evaluation.ts';
import { rankRaises } from './ranks.ts';
import { fittingRules } from './rules/rule-index.ts';
import { withAccountStatus, withOrderAmount, withPaymentTerms, withSettlementDiscount } from './situation-changes.ts';
import { sumInBase } from './sum-in-base.ts';

/** One action after which no reason is left. */
export type SingleFix = {
  readonly clearance: Clearance;
  /**
   * What is paid, what a limit is raised by or what an order is lowered by, in minor units of the entity's currency; none where it is
   * no matter of an amount, or a rate is missing to tell.
   */
  readonly takes?: bigint | undefined;
};

/**
 * Of each kind of action the least after which no reason is given any more, the cheapest first. They are searched as what clears
 * one reason is (docs/adr/0004), so that a cent less leaves one. An order lowered to nothing is given up, not mended.
 */
export function singleFixesOf(rulebook: Rulebook, again: EvaluatedAgain): readonly SingleFix[] {
  const situation = again.among(again.situation, again.older);
  const running = fittingRules(rulebook.rules, situation.customer);
  const isHeld = (changed: Situation): boolean => reasonsIn(rulebook, changed).length > 0;
  const search = { rulebook, running, again, isHeld };
  return [...quantitiesOf(search), ...(isHeld(situation) ? codeFixes(search, situation) : [])]
    .filter((way) => way.kind !== 'lower-order' || way.to > 0n)
    .map((clearance) => ({ clearance, takes: takenBy(rulebook, situation, clearance) }))
    .toSorted(byCost);
}

/** Codes in the place of others. A status is the customer's, so that another may let its older holds go before this one. */
function codeFixes({ rulebook, running, again, isHeld }: ToClear, situation: Situation): readonly Clearance[] {
  const withStatus = (code: string | undefined): Situation => {
    const changed = withAccountStatus(again.situation, code);
    return again.among(changed, again.olderIn(changed));
  };
  const statuses = statusesKnown(rulebook, running, situation);
  const named = namedIn(running, 'terms-of-payment');
  const terms = named.length === 0 ? [] : [...named, ...rulebook.paymentTermsRanks.keys()];
  return [
    ...others('change-account-status', statuses, (code) => isHeld(withStatus(code))),
    ...(named.length === 0
      ? []
      : others('change-payment-terms', terms, (code) => isHeld(withPaymentTerms(situation, code)))),
    ...rankRaises(rulebook, situation.order).flatMap(({ reason, basis: { rank: maxRank } }): readonly Clearance[] => {
      if (reason === 'payment-terms-rank') {
        if (named.length > 0 || isHeld(withPaymentTerms(situation, undefined))) return [];
        return [{ kind: 'change-payment-terms', maxRank }];
      }
      return isHeld(withSettlementDiscount(situation, undefined))
        ? []
        : [{ kind: 'change-settlement-discount', maxRank }];
    }),
  ];
}

function takenBy(rulebook: Rulebook, situation: Situation, way: Clearance): bigint | undefined {
  switch (way.kind) {
    case 'pay':
    case 'pay-invoices-due-before':
    case 'pay-group-invoices-due-before':
      return way.amount;
    case 'raise-credit-limit':
    case 'raise-temporary-limit':
      return raisedBy(rulebook, situation, 'own', way.to);
    case 'raise-group-limit':
    case 'raise-group-temporary-limit':
      return raisedBy(rulebook, situation, 'group', way.to);
    case 'lower-order':
      return bookedFor(situation) - bookedFor(withOrderAmount(situation, way.to));
    case 'evaluate-again':
      return 0n;
    default:
      return undefined;
  }
}

/** At the rates that limits are converted at (§4.3). */
function raisedBy(rulebook: Rulebook, situation: Situation, whose: LimitOwner, to: bigint): bigint | undefined {
  const { amount, currency = rulebook.currency } = limitAsSet(rulebook, situation, whose);
  const raised = sumInBase(rulebook, [{ amount: to - amount, currency }], situation.today);
  return typeof raised === 'bigint' ? raised : undefined;
}

function bookedFor({ order: { foreign, ledger } }: Situation): bigint {
  return foreign?.booked ?? ledger.amount;
}

/** The least money first; of as much, what brings money in or takes less goods out before what takes more risk. */
function byCost(a: SingleFix, b: SingleFix): number {
  if (a.takes === undefined || b.takes === undefined) {
    return Number(a.takes === undefined) - Number(b.takes === undefined);
  }
  if (a.takes !== b.takes) return a.takes < b.takes ? -1 : 1;
  return Number(isRaise(a)) - Number(isRaise(b));
}

function isRaise({ clearance }: SingleFix): boolean {
  return clearance.kind.startsWith('raise-');
}
