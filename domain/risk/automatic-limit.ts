import type { CustomerId } from '../ids.ts';
import { parseAmount } from '../money.ts';
import type { RulebookDocument } from '../rulebook.ts';
import { elementOf } from '../set-up/element.ts';
import { parseDecimal } from './decimal.ts';
import { ownValueOf, type RiskFacts } from './own-value.ts';
import { placesOf, type AutomaticLimit, type AutomaticLimitLine, type LimitOperator } from './risk-set-up.ts';

/** What an automatic limit gives a customer, and by which of its lines. */
export type GivenLimit = {
  readonly customer: CustomerId;
  readonly automaticLimit: string;
  /** Counted from 0. */
  readonly line: number;
  /** In minor units of `currency`, which is that of the customer's limit. */
  readonly limit: bigint;
  readonly currency: string;
};

/**
 * §12.5: the highest limit whose comparison with the customer's own value is true, of the automatic limit for its risk group and
 * the currency of its limit that has the lowest maximum revenue the customer's does not exceed; `undefined` where there is none.
 */
export function automaticLimitFor(document: RulebookDocument, facts: RiskFacts): GivenLimit | undefined {
  const found = fitting(document, facts);
  if (found === undefined) return undefined;
  const [automaticLimit, { currency, lines }] = found;
  const { customer } = facts.customer;
  const given = lines.flatMap((line, index) => {
    const limit = amountOf(line.limit, currency);
    return isTrue(document, line, facts) ? [{ customer, automaticLimit, line: index, limit, currency }] : [];
  });
  return given.reduce<GivenLimit | undefined>(
    (highest, one) => (highest === undefined || one.limit > highest.limit ? one : highest),
    undefined,
  );
}

type Entry = readonly [string, AutomaticLimit];

/** An unknown revenue counts as 0. */
function fitting({ automaticLimits, entity }: RulebookDocument, { customer }: RiskFacts): Entry | undefined {
  const { baseCurrency } = entity;
  const { annualRevenue = 0n, creditLimitCurrency = baseCurrency, riskGroup } = customer;
  const maximumOf = ([, { maximumAnnualRevenue }]: Entry) => amountOf(maximumAnnualRevenue, baseCurrency);
  const fits: readonly Entry[] = Object.entries(automaticLimits).filter(
    (entry) =>
      entry[1].riskGroup === riskGroup &&
      entry[1].currency === creditLimitCurrency &&
      annualRevenue <= maximumOf(entry),
  );
  return fits.reduce<Entry | undefined>(
    (lowest, entry) => (lowest === undefined || maximumOf(entry) < maximumOf(lowest) ? entry : lowest),
    undefined,
  );
}

/** A customer without a value compares with nothing. */
function isTrue(
  document: RulebookDocument,
  { scoringGroup, operator, value }: AutomaticLimitLine,
  facts: RiskFacts,
): boolean {
  const group = elementOf(document, 'scoringGroups', scoringGroup);
  const own = group === undefined ? undefined : ownValueOf(group, facts);
  if (group === undefined || own === undefined) return false;
  if (placesOf(group) === undefined)
    return operator === 'equal' ? own === value : operator === 'not-equal' && own !== value;
  const [mine, compared] = [parseDecimal(own, 4), parseDecimal(value, 4)];
  return mine !== undefined && compared !== undefined && comparisons[operator](mine, compared);
}

const comparisons: Readonly<Record<LimitOperator, (own: bigint, value: bigint) => boolean>> = {
  equal: (own, value) => own === value,
  'not-equal': (own, value) => own !== value,
  less: (own, value) => own < value,
  'at-most': (own, value) => own <= value,
  more: (own, value) => own > value,
  'at-least': (own, value) => own >= value,
};

/** The set-up was checked when it was saved: what does not parse here is a defect. */
function amountOf(text: string, currency: string): bigint {
  const amount = parseAmount(text, currency);
  if (amount === undefined) throw new Error(`an automatic limit does not parse: ${text} ${currency}`);
  return amount;
}
