import type { AwaitedRate } from './awaited-rates.ts';
import type { CivilDate } from './civil-date.ts';
import { creditRatio, type Rulebook } from './compile-rulebook.ts';
import type { GroupState } from './credit-group.ts';
import type { Customer } from './customer.ts';
import type { MissingRate } from './exchange-rates.ts';
import type { GroupSituation, Situation } from './evaluation.ts';
import { bookedAmountOf, ledgerOf, type ForeignOrder, type Order, type Posting } from './order.ts';
import type { Ageing, ExposureSums } from './position.ts';

/** What a customer is and owes, as read; amounts in minor units of the entity's currency. */
export type CreditState = {
  readonly customer: Customer;
  readonly sums: ExposureSums;
  readonly ageing: Ageing;
  /** §5.3: what its documents wait for, which the sums do not know. */
  readonly missingRates?: readonly AwaitedRate[] | undefined;
  /** How many audited changes of the customer there were. */
  readonly changes: number;
  /** The customer credit group that the customer is a member of. */
  readonly group?: GroupState | undefined;
};

/** When a decision is made: the business date, and the instant (ISO 8601 UTC) that holds carry. */
export type Moment = { readonly today: CivilDate; readonly now: string };

/** All that the rules look at, from what is stored. */
export function situationOf(
  rulebook: Rulebook,
  state: CreditState,
  order: Order,
  booked: ExposureSums,
  posting: Posting,
  today: CivilDate,
): Situation {
  return {
    today,
    customer: state.customer,
    order: underTest(rulebook, order, state.customer),
    posting,
    sums: state.sums,
    ownShare: booked,
    ageing: state.ageing,
    missingRates: [...(state.missingRates ?? []), ...missingRatesOf(rulebook, order)],
    group: state.group && groupSituationOf(state.group),
  };
}

export function groupSituationOf({ group, sums, conversion, apart, ...rest }: GroupState): GroupSituation {
  const { otherAgeings, lacksRates, rulebooks } = rest;
  const parts = apart?.map((part) => ({ sums: part.sums, conversion: part.conversion }));
  return { group, sums, conversion, apart: parts, otherAgeings, lacksRates, rulebooks };
}

/** §6.7: ranks are measured against what the order last passed with, until then against its customer's defaults and its own first codes. */
export function underTest(rulebook: Rulebook, order: Order, customer: Customer): Situation['order'] {
  const { rankBasis, createdWith, terms } = order;
  return {
    order: order.order,
    customer: order.customer,
    ledger: ledgerOf(order),
    foreign: foreignOf(rulebook, order),
    paymentTerms: terms.paymentTerms,
    settlementDiscount: terms.settlementDiscount,
    requestedDate: terms.requestedDate,
    paymentTermsBasis: known(rankBasis ? [rankBasis.paymentTerms] : [customer.paymentTerms, createdWith.paymentTerms]),
    settlementDiscountBasis: known(
      rankBasis ? [rankBasis.settlementDiscount] : [customer.settlementDiscount, createdWith.settlementDiscount],
    ),
  };
}

function foreignOf(rulebook: Rulebook, order: Order): ForeignOrder | undefined {
  const { currency, orderDate } = order;
  if (currency === undefined || currency === rulebook.currency || orderDate === undefined) return undefined;
  const ratio = creditRatio(rulebook, { from: currency, to: rulebook.currency, date: orderDate });
  return { currency, booked: bookedAmountOf(order), missingRate: order.missingRate, ratio };
}

/** §5.3: what an order itself lacks to say what it adds. */
function missingRatesOf(rulebook: Rulebook, order: Order): readonly MissingRate[] {
  const { missingRate, terms, orderDate: date } = order;
  if (missingRate !== undefined) return [missingRate];
  const foreign = foreignOf(rulebook, order);
  if (foreign === undefined || date === undefined || foreign.ratio !== undefined || terms.amount > 0n) return [];
  return [{ from: foreign.currency, to: rulebook.currency, date }];
}

function known(codes: readonly (string | undefined)[]): readonly string[] {
  return codes.filter((code) => code !== undefined);
}
