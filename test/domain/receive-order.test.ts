import { describe, expect, test } from 'vitest';
import type { CustomerId, OrderId } from '../../domain/ids.ts';
import { shareOf, type Order } from '../../domain/order.ts';
import { announced, isOver, needsCheck, received, type OrderVersion } from '../../domain/receive-order.ts';
import { Refusal } from '../../domain/refusal.ts';
import { day, eur } from './a-situation.ts';
import { anOrder, terms } from './an-order.ts';

function aVersion(version: number, wishes: Partial<OrderVersion> & { readonly amount?: bigint } = {}): OrderVersion {
  const { amount = eur('1000'), ...rest } = wishes;
  return {
    order: 'O1' as OrderId,
    customer: 'C1' as CustomerId,
    state: 'draft',
    currency: 'EUR',
    orderDate: undefined,
    terms: terms({ version, amount }),
    isIntercompany: false,
    contentHash: `hash-${version}`,
    ...rest,
  };
}

function taken(stored: Order | undefined, version: OrderVersion): Order {
  const order = received(stored, version);
  if (order === 'repeated') throw new Error('repeated');
  return order;
}

function codeOf(action: () => unknown): unknown {
  try {
    return action();
  } catch (error) {
    return error instanceof Refusal ? [error.code, error.details] : error;
  }
}

describe('versions of an order (§15.1)', () => {
  const second = taken(undefined, aVersion(2));

  test('the first that arrives is the order, whatever its number', () => {
    expect(taken(undefined, aVersion(0)).terms.version).toBe(0);
    expect(second).toMatchObject({ state: 'draft', terms: { version: 2 }, contentHash: 'hash-2', holdCount: 0 });
  });

  test('a newer one replaces it', () => {
    expect(taken(second, aVersion(3, { amount: eur('1200') })).terms).toEqual(
      terms({ version: 3, amount: eur('1200') }),
    );
  });

  test('an older one is refused and names the stored one', () => {
    expect(codeOf(() => received(second, aVersion(1)))).toEqual(['order-version-outdated', { storedVersion: 2 }]);
  });

  test('the same again is repeated; with other content it is refused', () => {
    expect(received(second, aVersion(2))).toBe('repeated');
    expect(codeOf(() => received(second, aVersion(2, { contentHash: 'other' })))).toEqual([
      'document-differs',
      { kind: 'order' },
    ]);
  });

  test('one of another customer is refused', () => {
    const other = aVersion(3, { customer: 'C2' as CustomerId });
    expect(codeOf(() => received(second, other))).toEqual(['customer-differs', { customer: 'C1' }]);
  });

  test('keeps what the desk did: exclusion, release, what it was created with', () => {
    const stored = { ...second, exclusion: true, createdWith: { paymentTerms: 'N14' }, openHold: undefined };
    const next = taken(stored, aVersion(3, { terms: terms({ version: 3, paymentTerms: 'N30' }) }));
    expect(next).toMatchObject({
      exclusion: true,
      createdWith: { paymentTerms: 'N14' },
      terms: { paymentTerms: 'N30' },
    });
  });

  test('lifts a rejection (§7.3)', () => {
    expect(taken({ ...second, isRejected: true }, aVersion(3)).isRejected).toBe(false);
  });

  test('a cancellation is final, whatever arrives later', () => {
    const cancelled = { ...second, state: 'cancelled' } as const;
    expect(taken(cancelled, aVersion(3, { state: 'open' })).state).toBe('cancelled');
    const before = { ...announced('O1' as OrderId, 'C1' as CustomerId), state: 'cancelled' } as const;
    expect(taken(before, aVersion(1, { state: 'open' })).state).toBe('cancelled');
    expect([isOver(cancelled), isOver({ ...second, state: 'closed' }), isOver(second)]).toEqual([true, true, false]);
  });
});

describe('documents before their order (§15.1)', () => {
  const stub = { ...announced('O1' as OrderId, 'C1' as CustomerId), delivered: eur('600') };

  test('count as delivered, and nothing is open', () => {
    expect(shareOf(stub)).toEqual({ balance: 0n, toDelivered: eur('600'), toOrders: eur('600'), toHeld: eur('600') });
  });

  test('count once when the order arrives', () => {
    const order = taken(stub, aVersion(1, { state: 'open', terms: terms({ paymentTerms: 'N14' }) }));
    expect(shareOf(order)).toMatchObject({ toDelivered: eur('600'), toOrders: eur('1000'), toHeld: eur('1000') });
    expect(order.createdWith).toEqual({ paymentTerms: 'N14' });
  });
});

describe('when an order counts (§5.3)', () => {
  test.each([
    ['draft', '0'],
    ['open', '1000'],
    ['closed', '0'],
    ['cancelled', '0'],
  ] as const)('as it arrives %s: %s', (state, counted) => {
    expect(shareOf(taken(undefined, aVersion(1, { state }))).toHeld).toBe(eur(counted));
  });

  test('a draft that was asked counts, also after a new version', () => {
    const asked = anOrder({ counts: true });
    expect(shareOf(taken(asked, aVersion(2, { amount: eur('900') }))).toHeld).toBe(eur('900'));
  });
});

describe('which versions are checked as they arrive (§7.1)', () => {
  const passed = { checkpoint: 'confirmation', terms: terms() } as const;
  const before = anOrder({ counts: true, passed });
  const after = (wishes: Partial<Order>) => ({ ...before, ...wishes });

  test.each([
    ['the same amount', { terms: terms({ version: 2 }) }, false],
    ['a cent more', { terms: terms({ version: 2, amount: eur('1000.01') }) }, true],
    ['a cent less', { terms: terms({ version: 2, amount: eur('999.99') }) }, false],
    ['other terms', { terms: terms({ version: 2, amount: eur('1'), paymentTerms: 'N60' }) }, true],
    ['another discount', { terms: terms({ version: 2, settlementDiscount: 'D3' }) }, true],
    ['another date', { terms: terms({ version: 2, requestedDate: day('2026-08-01') }) }, true],
    ['more, but closed', { state: 'closed', terms: terms({ version: 2, amount: eur('2000') }) }, false],
  ] as const)('%s: %s', (_, wishes, isChecked) => {
    expect(needsCheck(before, after(wishes))).toBe(isChecked);
  });

  test('none before a posting was passed, or while the order is held', () => {
    const more = { terms: terms({ version: 2, amount: eur('2000') }) };
    expect(needsCheck({ ...before, passed: undefined }, after(more))).toBe(false);
    expect(needsCheck(undefined, after(more))).toBe(false);
    const openHold = 'O1.1' as NonNullable<Order['openHold']>;
    expect(needsCheck({ ...before, openHold }, after({ ...more, openHold }))).toBe(false);
  });

  test('a rejected order that passed before is checked when it comes back', () => {
    expect(needsCheck({ ...before, isRejected: true }, after({ terms: terms({ version: 2 }) }))).toBe(true);
  });

  test('more than was ordered is already invoiced: a larger order up to that adds nothing', () => {
    const invoiced = { ...before, invoiced: eur('1500') };
    expect(needsCheck(invoiced, { ...invoiced, terms: terms({ version: 2, amount: eur('1500') }) })).toBe(false);
    expect(needsCheck(invoiced, { ...invoiced, terms: terms({ version: 2, amount: eur('1500.01') }) })).toBe(true);
  });
});
