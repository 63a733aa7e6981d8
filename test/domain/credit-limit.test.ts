import { describe, expect, test } from 'vitest';
import { creditLimitOn, daysSinceExpiry } from '../../domain/credit-limit.ts';
import type { CivilDate } from '../../domain/civil-date.ts';
import type { Customer, Policy } from '../../domain/customer.ts';
import type { LimitComponents } from '../../domain/evaluation.ts';
import type { ExchangeRateDocument } from '../../domain/exchange-rates.ts';
import { isUnknown } from '../../domain/rules/verdict.ts';
import { parsePercent } from '../../domain/percent.ts';
import { aRulebook } from './a-rulebook.ts';
import { aCustomer, day, eur } from './a-situation.ts';

const temporary = { from: day('2026-06-01'), to: day('2026-06-15'), amount: eur('12000') };

function aPolicy(wishes: Partial<Policy> = {}): Policy {
  return {
    id: 'P1',
    kind: 'guarantee',
    provider: 'Bank',
    effectiveDate: day('2026-01-01'),
    expirationDate: day('2026-12-31'),
    value: eur('10000'),
    updateLimitPercent: parsePercent('40') ?? 0n,
    includedInExposure: false,
    ...wishes,
  };
}

function limitOn(customer: Customer, today: CivilDate): LimitComponents {
  const limit = creditLimitOn(customer, today, aRulebook());
  if (isUnknown(limit)) throw new Error('a rate is missing');
  return limit;
}

describe('the limit that applies (§4)', () => {
  test.each([
    ['2026-05-31', 'credit-limit', '8000'],
    ['2026-06-01', 'temporary-limit', '12000'],
    ['2026-06-15', 'temporary-limit', '12000'],
    ['2026-06-16', 'credit-limit', '8000'],
  ])('on %s it is the %s of %s', (today, source, total) => {
    expect(limitOn(aCustomer({ temporaryLimits: [temporary] }), day(today))).toMatchObject({
      source,
      total: eur(total),
    });
  });

  test('a temporary limit may be lower than the credit limit', () => {
    const customer = aCustomer({ temporaryLimits: [{ ...temporary, amount: 0n }] });
    expect(limitOn(customer, day('2026-06-10')).total).toBe(0n);
  });

  test.each([
    ['added', { includedInExposure: false }, '34000', 0n],
    ['added and taken off', { includedInExposure: true }, '24000', eur('10000')],
  ])('example 15: a guarantee is %s', (_, wishes, total, policiesTakenOff) => {
    const customer = aCustomer({ creditLimit: eur('30000'), policies: [aPolicy(wishes)] });
    expect(limitOn(customer, day('2026-06-15'))).toEqual({
      source: 'credit-limit',
      base: eur('30000'),
      policiesAdded: eur('4000'),
      policiesTakenOff,
      total: eur(total),
    });
  });

  test.each([
    ['2025-12-31', '0'],
    ['2026-01-01', '4000'],
    ['2026-12-31', '4000'],
    ['2027-01-01', '0'],
  ])('on %s the policy adds %s', (today, added) => {
    expect(limitOn(aCustomer({ policies: [aPolicy()] }), day(today)).policiesAdded).toBe(eur(added));
  });

  test('policies never make the limit negative', () => {
    const customer = aCustomer({ policies: [aPolicy({ includedInExposure: true, value: eur('100000') })] });
    expect(limitOn(customer, day('2026-06-15')).total).toBe(0n);
  });

  test('the products of policies are rounded half even, together and once', () => {
    const half = aPolicy({ value: 1n, updateLimitPercent: parsePercent('50') ?? 0n });
    const added = (...policies: Policy[]): bigint => limitOn(aCustomer({ policies }), day('2026-06-15')).policiesAdded;
    expect([added(half), added(half, half), added(half, half, half)]).toEqual([0n, 1n, 2n]);
  });
});

describe('a limit in another currency (§4.3)', () => {
  const exchangeRates = {
    ECB: {
      'USD/EUR': { '2026-06-15': '0.85' },
      'JPY/EUR': { '2026-06-15': '0.00625' },
      'EUR/KWD': { '2026-06-15': '0.3125' },
    },
  };
  const found = (wishes: Partial<Customer>, today = '2026-06-15', rates: ExchangeRateDocument = exchangeRates) => {
    const rulebook = aRulebook({ parameters: { creditLimitRateType: 'ECB' }, exchangeRates: rates });
    return creditLimitOn(aCustomer(wishes), day(today), rulebook);
  };
  const inDollars = { creditLimit: 100_001n, creditLimitCurrency: 'USD' };
  const missingOn = (date: string, ...from: string[]) => from.map((one) => ({ from: one, to: 'EUR', date }));

  test.each([
    ['two decimals', 'USD', 100_001n, 85_001n],
    ['no decimals', 'JPY', 160_000n, 100_000n],
    ['three decimals, by the inverse rate', 'KWD', 312_500n, 100_000n],
  ])('%s: is converted once, half even', (_, creditLimitCurrency, creditLimit, base) => {
    expect(found({ creditLimit, creditLimitCurrency })).toMatchObject({
      source: 'credit-limit',
      written: { amount: creditLimit, currency: creditLimitCurrency },
      base,
      total: base,
    });
  });

  test('a temporary limit is in the currency of the limit', () => {
    const temporaryLimits = [{ ...temporary, amount: 20_000n }];
    expect(found({ ...inDollars, temporaryLimits })).toMatchObject({
      source: 'temporary-limit',
      written: { amount: 20_000n, currency: 'USD' },
      total: 17_000n,
    });
  });

  test('policies of several currencies add up exactly and are rounded once', () => {
    const fifty = parsePercent('50') ?? 0n;
    // 0.425 + 0.3125 + 0.5 cents: 1.2375, though each alone is rounded to 0.
    const policies = [
      aPolicy({ id: 'A', value: 1n, currency: 'USD', updateLimitPercent: fifty }),
      aPolicy({ id: 'B', value: 1n, currency: 'JPY', updateLimitPercent: fifty }),
      aPolicy({ id: 'C', value: 1n, updateLimitPercent: fifty }),
    ];
    expect(found({ creditLimit: 0n, policies })).toMatchObject({ policiesAdded: 1n, policiesTakenOff: 0n, total: 1n });
    const included = policies.map((policy) => ({ ...policy, value: 1000n, includedInExposure: true }));
    // Full values: 850 + 625 + 1000.
    expect(found({ policies: included })).toMatchObject({ policiesAdded: 1238n, policiesTakenOff: 2475n });
  });

  test.each([
    ['the day before the first rate', '2026-06-14', missingOn('2026-06-14', 'USD')],
    ['from its first day', '2026-06-15', undefined],
  ])('%s', (_, today, missingRates) => {
    const limit = found(inDollars, today);
    expect('missingRates' in limit ? limit.missingRates : undefined).toEqual(missingRates);
  });

  test('what is missing is named once, and nothing stands in for it', () => {
    const policies = [
      aPolicy({ currency: 'USD', includedInExposure: true }),
      aPolicy({ id: 'P2', currency: 'CHF' }),
      aPolicy({ id: 'P3', currency: 'GBP', expirationDate: day('2026-06-14') }),
    ];
    expect(found({ ...inDollars, policies }, '2026-06-15', {})).toEqual({
      source: 'credit-limit',
      written: { amount: 100_001n, currency: 'USD' },
      missingRates: missingOn('2026-06-15', 'USD', 'CHF'),
    });
  });

  test('nothing of a currency needs no rate', () => {
    const policies = [aPolicy({ currency: 'CHF', updateLimitPercent: 0n })];
    expect(found({ creditLimit: 0n, creditLimitCurrency: 'USD', policies }, '2026-06-15', {})).toMatchObject({
      total: 0n,
    });
  });
});

describe('days since the limit expired', () => {
  const expired = aCustomer({ creditLimitExpiryDate: day('2026-06-05') });

  test.each([
    ['2026-06-04', -1],
    ['2026-06-05', 0],
    ['2026-06-16', 11],
  ])('on %s: %s', (today, days) => {
    expect(daysSinceExpiry(expired, day(today), true)).toBe(days);
  });

  test('a temporary limit in force and an unlimited customer never expire', () => {
    const withTemporary = { ...expired, temporaryLimits: [temporary] };
    expect(daysSinceExpiry(withTemporary, day('2026-06-15'), false)).toBe(-Infinity);
    expect(daysSinceExpiry(withTemporary, day('2026-06-16'), false)).toBe(11);
    expect(daysSinceExpiry({ ...expired, unlimited: true }, day('2026-06-16'), false)).toBe(-Infinity);
    expect(daysSinceExpiry(aCustomer({ unlimited: true }), day('2026-06-16'), false)).toBe(-Infinity);
  });

  test('a blank date never expires, or has for ever', () => {
    expect(daysSinceExpiry(aCustomer(), day('2026-06-16'), true)).toBe(-Infinity);
    expect(daysSinceExpiry(aCustomer(), day('2026-06-16'), false)).toBe(Infinity);
  });
});
