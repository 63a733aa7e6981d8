import type { CivilDate } from './civil-date.ts';
import { creditRatio, type Rulebook } from './compile-rulebook.ts';
import { exceedsCreditLimit } from './credit-limit-check.ts';
import { groupSituationOf, type CreditState } from './credit-state.ts';
import type { LimitOwner, Situation } from './evaluation.ts';
import { converted, type MissingRate } from './exchange-rates.ts';
import type { Facts } from './facts.ts';
import { gatherFacts } from './gather-facts.ts';
import type { OrderId } from './ids.ts';
import { limitsTested } from './limits-tested.ts';
import { ledgerOf, shareOf, type ForeignOrder, type Order } from './order.ts';
import { noExposure, type ExposureSums } from './position.ts';
import { bookedOf } from './booked.ts';
import type { Invoice } from './receivables.ts';
import { isTrue } from './rules/run-rule.ts';
import { isUnknown } from './rules/verdict.ts';

/** The documents whose credit is checked without an order (§7.7). */
export const creditCheckKinds = ['free-text-invoice', 'point-of-sale', 'call-center'] as const;

/** §7.7: a document that is not a sales order. `amount` in minor units of `currency`, converted at the rate of `date`. */
export type CheckedDocument = {
  readonly amount: bigint;
  readonly currency: string;
  readonly date: CivilDate;
  /** What is stored of it already, and is left out of the rest, so that it counts once. */
  readonly known?: { readonly invoice: Invoice } | { readonly order: Order } | undefined;
};

/** How the document stands to the limits (§4.6), and what its sender is to be told of it. */
export type CreditCheck = {
  readonly outcome: 'within-limit' | 'over-limit' | 'cannot-evaluate';
  readonly message: 'none' | 'warning' | 'error';
  /** One for each limit that it is tested against. */
  readonly tests: readonly LimitTest[];
  readonly missingRates: readonly MissingRate[];
};
export type LimitTest = Pick<Facts, 'whose' | 'exposure' | 'limit' | 'limitCurrency'> & { readonly isOver: boolean };

/**
 * §7.7: within or over the total limit; over it an error where `creditLimitCheck` is `hold`, else a warning. Rules are not asked
 * and nothing is reserved. What a missing rate leaves open is told like an excess, never passed over (§6.5).
 */
export function creditCheckOf(
  rulebook: Rulebook,
  state: CreditState,
  document: CheckedDocument,
  today: CivilDate,
): CreditCheck {
  const situation = situationWith(rulebook, state, document, today);
  const whose: readonly LimitOwner[] = limitsTested(rulebook, situation);
  const found = whose.map((limit) => {
    const facts = gatherFacts(rulebook, situation, limit);
    return { facts, verdict: exceedsCreditLimit(facts) };
  });
  const missingRates: readonly MissingRate[] = [
    ...(situation.missingRates ?? []),
    ...found.flatMap(({ verdict }) => (isUnknown(verdict) ? verdict.missingRates : [])),
  ];
  const isOver = found.some(({ verdict }) => isTrue(verdict));
  const isOpen = missingRates.length > 0 || state.group?.lacksRates === true;
  const outcome = isOpen ? 'cannot-evaluate' : isOver ? 'over-limit' : 'within-limit';
  const severity = rulebook.parameters.creditLimitCheck === 'hold' ? 'error' : 'warning';
  return {
    outcome,
    message: outcome === 'within-limit' ? 'none' : severity,
    tests: found.map(({ facts, verdict }) => ({
      whose: facts.whose,
      exposure: isOpen ? { missingRates } : facts.exposure,
      limit: facts.limit,
      limitCurrency: facts.limitCurrency,
      isOver: isTrue(verdict),
    })),
    missingRates,
  };
}

/** Some order under test has to stand for the document; no rule looks at which. */
const standIn = '' as OrderId;

function situationWith(rulebook: Rulebook, state: CreditState, document: CheckedDocument, today: CivilDate): Situation {
  const { amount, known } = document;
  const foreign = foreignOf(rulebook, document);
  const posted = known !== undefined && 'order' in known ? ledgerOf(known.order) : { delivered: 0n, invoiced: 0n };
  const { currency: from, date } = document;
  const own = foreign !== undefined && foreign.ratio === undefined ? [{ from, to: rulebook.currency, date }] : [];
  return {
    today,
    customer: state.customer,
    order: {
      order: standIn,
      customer: state.customer.customer,
      ledger: { ...posted, amount },
      foreign,
      paymentTermsBasis: [],
      settlementDiscountBasis: [],
    },
    posting: { checkpoint: 'confirmation', mode: 'posting' },
    sums: state.sums,
    ownShare: shareOfKnown(known),
    ageing: state.ageing,
    missingRates: [...(state.missingRates ?? []), ...own],
    group: state.group && groupSituationOf(state.group),
  };
}

function foreignOf(rulebook: Rulebook, { amount, currency, date }: CheckedDocument): ForeignOrder | undefined {
  if (currency === rulebook.currency) return undefined;
  const ratio = creditRatio(rulebook, { from: currency, to: rulebook.currency, date });
  return { currency, ratio, booked: ratio === undefined ? 0n : converted(amount, ratio) };
}

/** Of an invoice all of it, since what paid a part is in the balance too. */
function shareOfKnown(known: CheckedDocument['known']): ExposureSums {
  if (known === undefined) return noExposure;
  if ('order' in known) return shareOf(known.order);
  const booked = bookedOf(known.invoice);
  return { balance: booked, toDelivered: booked, toOrders: booked, toHeld: booked };
}
