import { daysBetween, type CivilDate } from './civil-date.ts';
import type { Customer, TemporaryLimit } from './customer.ts';
import type { CreditGroup } from './credit-group.ts';
import type { Limit, LimitComponents, Unknown } from './evaluation.ts';
import type { MissingRate } from './exchange-rates.ts';
import { oneHundredPercent } from './percent.ts';
import { sumInBase, type Rates } from './sum-in-base.ts';
import { isInForce } from './policy-effects.ts';

/** §4.1: the temporary limit in force, both ends of its period included. Periods do not overlap. */
export function temporaryLimitOn(
  limited: Pick<Customer, 'temporaryLimits'>,
  today: CivilDate,
): TemporaryLimit | undefined {
  return limited.temporaryLimits.find(({ from, to }) => from <= today && today <= to);
}

/**
 * §4.1–§4.3: the limit that applies, in minor units of the entity's currency, with where it comes from; or the rates that are
 * missing to know it.
 */
export function creditLimitOn(customer: Customer, today: CivilDate, rates: Rates): Limit {
  const temporary = temporaryLimitOn(customer, today);
  const written = {
    amount: temporary?.amount ?? customer.creditLimit,
    currency: customer.creditLimitCurrency ?? rates.currency,
  };
  const head = {
    source: customer.unlimited ? 'unlimited' : temporary === undefined ? 'credit-limit' : 'temporary-limit',
    ...(written.currency === rates.currency ? {} : { written }),
  } as const;
  const inForce = policiesInForce(customer, today, rates.currency);
  const base = sumInBase(rates, [written], today);
  // Rounded once, not for each policy, so that many small policies do not add up to a rounding error.
  const products = inForce.map(({ value, percent, currency }) => ({ amount: value * percent, currency }));
  const added = sumInBase(rates, products, today, oneHundredPercent);
  const included = inForce.filter(({ includedInExposure }) => includedInExposure);
  const takenOff = sumInBase(
    rates,
    included.map(({ value, currency }) => ({ amount: value, currency })),
    today,
  );
  if (typeof base !== 'bigint' || typeof added !== 'bigint' || typeof takenOff !== 'bigint') {
    return { ...head, missingRates: missingOf([base, added, takenOff]) };
  }
  const total = base + added - takenOff;
  return { ...head, base, policiesAdded: added, policiesTakenOff: takenOff, total: total > 0n ? total : 0n };
}

/** §4.6: the group's limit that applies, in minor units of its currency. Insurance belongs to the customer alone. */
export function groupLimitOn(group: CreditGroup, today: CivilDate): LimitComponents {
  const temporary = temporaryLimitOn(group, today);
  const total = temporary?.amount ?? group.creditLimit;
  const source = temporary === undefined ? 'credit-limit' : 'temporary-limit';
  return { source, base: total, policiesAdded: 0n, policiesTakenOff: 0n, total };
}

/** §4.1: a group's expiry date, also a later one, is its members'. */
export function expiryDateOf(customer: Customer, group: CreditGroup | undefined): CivilDate | undefined {
  return group === undefined ? customer.creditLimitExpiryDate : group.expiryDate;
}

/**
 * Days since the limit expired; zero or less where it has not, minus infinity where it cannot (§4.1, §4.5), infinity where
 * a blank date counts as expired (§2.2 `ignoreExpiryWhenBlank`).
 */
export function daysSinceExpiry(
  customer: Customer,
  today: CivilDate,
  ignoreExpiryWhenBlank: boolean,
  group?: CreditGroup,
): number {
  const inForce = [customer, ...(group === undefined ? [] : [group])].some(
    (limited) => temporaryLimitOn(limited, today) !== undefined,
  );
  if (customer.unlimited || inForce) return -Infinity;
  const date = expiryDateOf(customer, group);
  if (date === undefined) return ignoreExpiryWhenBlank ? -Infinity : Infinity;
  return daysBetween(date, today);
}

function policiesInForce({ policies }: Customer, today: CivilDate, baseCurrency: string) {
  return policies
    .filter((policy) => isInForce(policy, today))
    .map(({ value, currency = baseCurrency, updateLimitPercent: percent, includedInExposure }) => {
      return { value, currency, percent, includedInExposure };
    });
}

/** Each once, however many parts need it. */
function missingOf(parts: readonly (bigint | Unknown)[]): readonly MissingRate[] {
  const all = parts.flatMap((part) => (typeof part === 'bigint' ? [] : part.missingRates));
  return [...new Map(all.map((rate) => [rate.from, rate])).values()];
}
