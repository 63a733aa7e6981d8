import { describe, expect, test } from 'vitest';
import { creditPositionOn, type CreditComponent } from '../../domain/credit-position.ts';
import type { Customer } from '../../domain/customer.ts';
import type { Parameters } from '../../domain/parameters.ts';
import type { Ageing, ExposureSums } from '../../domain/position.ts';
import { aRulebook } from './a-rulebook.ts';
import { aCustomer, businessDay, day, eur, everySum } from './a-situation.ts';

type Wishes = {
  readonly parameters?: Partial<Parameters>;
  readonly customer?: Partial<Customer>;
  readonly sums?: ExposureSums;
  readonly ageing?: Ageing;
  readonly unknown?: readonly CreditComponent[];
};

function positionOf({ parameters = {}, customer = {}, sums = everySum(0n), ageing, unknown = [] }: Wishes) {
  const state = { customer: aCustomer(customer), sums, ageing: ageing ?? { items: [], unappliedCash: 0n } };
  return creditPositionOn(aRulebook({ parameters }), state, businessDay, new Set(unknown));
}

const sums = { balance: eur('1000'), toDelivered: eur('1200'), toOrders: eur('1500'), toHeld: eur('1900') };

describe('exposure and its components (§5.7)', () => {
  test('each component is what its sum adds to the one before', () => {
    expect(positionOf({ sums }).components).toEqual({
      openReceivables: eur('1000'),
      deliveredNotInvoiced: eur('200'),
      openOrders: eur('300'),
      openOrdersOnHold: eur('400'),
    });
  });

  test.each<[CreditComponent, Partial<Parameters>, string | undefined]>([
    ['openReceivables', {}, undefined],
    ['openOrdersOnHold', {}, undefined],
    ['openOrdersOnHold', { heldOrdersConsumeCredit: false }, '1500'],
    ['openOrders', { heldOrdersConsumeCredit: false }, undefined],
    ['openOrders', { exposureBasis: 'balance-and-delivered' }, '1200'],
    ['deliveredNotInvoiced', { exposureBasis: 'balance-and-delivered' }, undefined],
    ['deliveredNotInvoiced', { exposureBasis: 'balance' }, '1000'],
    ['openReceivables', { exposureBasis: 'balance' }, undefined],
    ['openReceivables', { exposureBasis: 'none' }, '0'],
  ])('where %s are not known, with %o the exposure is %s', (component, parameters, exposure) => {
    const found = positionOf({ sums, parameters, unknown: [component] });
    const expected = exposure === undefined ? undefined : eur(exposure);
    expect([found.components[component], found.exposure]).toEqual([undefined, expected]);
    expect([found.available === undefined, found.used === undefined]).toEqual([!exposure, !exposure]);
    expect(found.receivables === undefined).toBe(component === 'openReceivables');
  });

  test.each<[Partial<Parameters>, string]>([
    [{}, '1900'],
    [{ heldOrdersConsumeCredit: false }, '1500'],
    [{ exposureBasis: 'balance-and-delivered' }, '1200'],
    [{ exposureBasis: 'balance' }, '1000'],
    [{ exposureBasis: 'none' }, '0'],
  ])('with %o the exposure is %s', (parameters, exposure) => {
    expect(positionOf({ parameters, sums }).exposure).toBe(eur(exposure));
  });
});

describe('available and used', () => {
  test.each([
    ['8000', '6000', '2000', 750_000n],
    ['8000', '8000.01', '-0.01', 1_000_000n],
    ['8000', '8000.41', '-0.41', 1_000_100n],
    ['8000', '-500', '8500', 0n],
    ['0', '0', '0', 0n],
    ['0', '-1', '1', 0n],
    ['0', '0.01', '-0.01', undefined],
  ])('of a limit of %s with an exposure of %s', (limit, exposure, available, used) => {
    const found = positionOf({ customer: { creditLimit: eur(limit) }, sums: everySum(eur(exposure)) });
    expect(found).toMatchObject({ available: eur(available) });
    expect(found.used).toBe(used);
  });

  test.each([
    ['0.50', 0n],
    ['0.51', 100n],
    ['1.50', 200n],
    ['2.50', 200n],
  ])('%s of 10,000 is rounded half even to hundredths of a percent', (exposure, used) => {
    const found = positionOf({ customer: { creditLimit: eur('10000') }, sums: everySum(eur(exposure)) });
    expect(found.used).toBe(used);
  });

  test('there is neither without a limit (§4.5)', () => {
    const found = positionOf({ customer: { unlimited: true }, sums });
    expect(found).toMatchObject({ exposure: eur('1900'), limit: { source: 'unlimited' } });
    expect([found.available, found.used]).toEqual([undefined, undefined]);
  });
});

describe('the limit and where it comes from', () => {
  const policy = {
    id: 'P1',
    kind: 'guarantee',
    provider: 'Bank',
    effectiveDate: day('2026-01-01'),
    expirationDate: day('2026-12-31'),
    value: eur('10000'),
    updateLimitPercent: 400_000n,
    includedInExposure: true,
  } as const;

  test('both numbers of an included policy are shown (§4.2)', () => {
    expect(positionOf({ customer: { creditLimit: eur('30000'), policies: [policy] } }).limit).toMatchObject({
      base: eur('30000'),
      policiesAdded: eur('4000'),
      withPolicies: eur('34000'),
      policiesTakenOff: eur('10000'),
      total: eur('24000'),
    });
  });

  test('each policy in force is shown with what it does, rounded for itself', () => {
    const half = { ...policy, id: 'P2', value: 1n, updateLimitPercent: 500_000n, includedInExposure: false };
    const ended = { ...policy, id: 'P3', expirationDate: day('2026-06-14') };
    const lastDay = { ...policy, id: 'P4', expirationDate: businessDay };
    const { limit } = positionOf({ customer: { policies: [half, half, ended, lastDay] } });
    expect(limit.policies.map(({ policy: { id }, adds, takesOff }) => [id, adds, takesOff])).toEqual([
      ['P2', 0n, 0n],
      ['P2', 0n, 0n],
      ['P4', eur('4000'), eur('10000')],
    ]);
    expect(limit).toMatchObject({ policiesAdded: eur('4000') + 1n });
  });

  test('a temporary limit in force is shown with its period', () => {
    const temporary = { from: businessDay, to: businessDay, amount: eur('12000') };
    const found = positionOf({ customer: { temporaryLimits: [temporary] } });
    expect(found.limit).toMatchObject({ source: 'temporary-limit', total: eur('12000'), temporaryLimit: temporary });
    expect(found.limit.creditLimit).toBe(aCustomer().creditLimit);
  });
});

describe('what is overdue (§5.5)', () => {
  const items = [
    { dueDate: day('2026-05-01'), open: eur('300') },
    { dueDate: day('2026-06-14'), open: eur('500') },
    { dueDate: day('2026-06-15'), open: eur('900') },
  ];

  test('unapplied cash covers the oldest items, in the ageing too', () => {
    const found = positionOf({ ageing: { items, unappliedCash: eur('350') } });
    expect(found.receivables?.overdue).toEqual({ total: eur('450'), oldest: { dueDate: '2026-06-14', days: 1 } });
    expect(found.receivables?.ageing).toMatchObject({ current: eur('900'), days1To30: eur('450'), days31To60: 0n });
    expect(found.receivables?.unappliedCash).toBe(eur('350'));
  });

  test('without useUnappliedCash it covers nothing', () => {
    const ageing = { items, unappliedCash: eur('350') };
    const found = positionOf({ parameters: { useUnappliedCash: false }, ageing });
    expect(found.receivables?.overdue).toEqual({ total: eur('800'), oldest: { dueDate: '2026-05-01', days: 45 } });
    expect(found.receivables?.ageing).toMatchObject({
      current: eur('900'),
      days1To30: eur('500'),
      days31To60: eur('300'),
    });
    expect(found.receivables?.unappliedCash).toBe(eur('350'));
  });
});
