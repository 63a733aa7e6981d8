import { describe, expect, test } from 'vitest';
import { creditLimitOn, daysSinceExpiry } from '../../domain/credit-limit.ts';
import type { Policy } from '../../domain/customer.ts';
import { parsePercent } from '../../domain/percent.ts';
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

describe('the limit that applies (§4)', () => {
  test.each([
    ['2026-05-31', 'credit-limit', '8000'],
    ['2026-06-01', 'temporary-limit', '12000'],
    ['2026-06-15', 'temporary-limit', '12000'],
    ['2026-06-16', 'credit-limit', '8000'],
  ])('on %s it is the %s of %s', (today, source, total) => {
    expect(creditLimitOn(aCustomer({ temporaryLimits: [temporary] }), day(today))).toMatchObject({
      source,
      total: eur(total),
    });
  });

  test('a temporary limit may be lower than the credit limit', () => {
    const customer = aCustomer({ temporaryLimits: [{ ...temporary, amount: 0n }] });
    expect(creditLimitOn(customer, day('2026-06-10')).total).toBe(0n);
  });

  test.each([
    ['added', { includedInExposure: false }, '34000', 0n],
    ['added and taken off', { includedInExposure: true }, '24000', eur('10000')],
  ])('example 15: a guarantee is %s', (_, wishes, total, policiesTakenOff) => {
    const customer = aCustomer({ creditLimit: eur('30000'), policies: [aPolicy(wishes)] });
    expect(creditLimitOn(customer, day('2026-06-15'))).toEqual({
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
    expect(creditLimitOn(aCustomer({ policies: [aPolicy()] }), day(today)).policiesAdded).toBe(eur(added));
  });

  test('policies never make the limit negative', () => {
    const customer = aCustomer({ policies: [aPolicy({ includedInExposure: true, value: eur('100000') })] });
    expect(creditLimitOn(customer, day('2026-06-15')).total).toBe(0n);
  });

  test('the products of policies are rounded half even, together and once', () => {
    const half = aPolicy({ value: 1n, updateLimitPercent: parsePercent('50') ?? 0n });
    const added = (...policies: Policy[]): bigint =>
      creditLimitOn(aCustomer({ policies }), day('2026-06-15')).policiesAdded;
    expect([added(half), added(half, half), added(half, half, half)]).toEqual([0n, 1n, 2n]);
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
