import { describe, expect, test } from 'vitest';
import type { Parameters } from '../../domain/parameters.ts';
import { coverOf } from '../../domain/release-cover.ts';
import type { Order, Release } from '../../domain/order.ts';
import { aRulebook } from './a-rulebook.ts';
import { businessDay, day, eur } from './a-situation.ts';
import { anOrder, terms } from './an-order.ts';

const confirmation = { checkpoint: 'confirmation', mode: 'posting' } as const;
const packingSlip = { checkpoint: 'packing-slip', mode: 'posting' } as const;
const proForma = { checkpoint: 'confirmation', mode: 'pro-forma' } as const;

type Given = {
  readonly parameters?: Partial<Parameters>;
  readonly order?: Partial<Order>;
  readonly posting?: typeof confirmation | typeof packingSlip | typeof proForma;
  readonly on?: string;
};

function covered({ parameters = {}, order = {}, posting = confirmation, on = businessDay }: Given) {
  return coverOf(anOrder(order), posting, aRulebook({ parameters }).parameters, day(on))?.because;
}

const release = (wishes: Partial<Release> = {}): Release => ({ on: businessDay, terms: terms(), ...wishes });
const freeConfirmation = { release: release({ freePosting: confirmation }) };

describe('grace (§7.4, example 18)', () => {
  const order = { grace: { from: businessDay, days: 3, terms: terms() } };
  test.each([
    ['2026-06-15', 'grace'],
    ['2026-06-18', 'grace'],
    ['2026-06-19', undefined],
  ])('of 3 days from 06-15, on %s: %s', (on, because) => {
    expect(covered({ order, on, posting: packingSlip })).toBe(because);
  });

  test('names the day of the next check', () => {
    expect(coverOf(anOrder(order), packingSlip, aRulebook().parameters, businessDay)).toEqual({
      because: 'grace',
      nextCheckDue: '2026-06-19',
    });
  });

  test('ends with a change that is checked again, and only with that', () => {
    const larger = { ...order, terms: terms({ version: 2, amount: eur('1000.01') }) };
    const smaller = { ...order, terms: terms({ version: 2, amount: eur('999.99') }) };
    expect(covered({ order: larger })).toBeUndefined();
    expect(covered({ order: larger, parameters: { recheckAfterRelease: 'never' } })).toBe('grace');
    expect(covered({ order: smaller })).toBe('grace');
    expect(covered({ order: smaller, parameters: { recheckAfterRelease: 'on-any-change' } })).toBeUndefined();
  });
});

describe('what a release covers (§7.5, example 19)', () => {
  test.each([
    ['its own posting', freeConfirmation, confirmation, 'release'],
    ['the same posting a second time', { release: release() }, confirmation, undefined],
    ['another checkpoint', freeConfirmation, packingSlip, undefined],
    ['another mode', freeConfirmation, proForma, undefined],
  ] as const)('its-posting: %s', (_, order, posting, because) => {
    expect(covered({ order, posting })).toBe(because);
  });

  test('until-changed: every later checkpoint too', () => {
    const parameters = { releaseCovers: 'until-changed' } as const;
    for (const posting of [confirmation, packingSlip, proForma]) {
      expect(covered({ parameters, order: { release: release() }, posting })).toBe('release');
    }
  });

  test('a release with posting lets only the version go that was released (§8.5)', () => {
    const order = { release: release({ freePosting: { ...confirmation, version: 1 } }) };
    const parameters = { releaseCovers: 'posting-by-release-only', recheckAfterRelease: 'never' } as const;
    expect(covered({ parameters, order })).toBe('release');
    expect(covered({ parameters, order: { ...order, terms: terms({ version: 2 }) } })).toBeUndefined();
  });

  test('nothing where the order was never released', () => {
    expect(covered({ parameters: { releaseCovers: 'until-changed' } })).toBeUndefined();
  });
});

describe('which change ends it (§7.5, example 20)', () => {
  const parameters = { releaseCovers: 'until-changed', releaseTolerance: { percent: '5', days: 10 } } as const;
  const releasedAt2000 = (now: Partial<Order['terms']> = {}) => ({
    release: release({ terms: terms({ amount: eur('2000') }) }),
    terms: terms({ version: 2, amount: eur('2000'), ...now }),
  });

  test.each([
    ['2100', '2026-06-15', 'release'],
    ['2100.01', '2026-06-15', undefined],
    ['1500', '2026-06-25', 'release'],
    ['1500', '2026-06-26', undefined],
  ])('on-increase, 5 %%, 10 days: %s on %s: %s', (amount, on, because) => {
    expect(covered({ parameters, order: releasedAt2000({ amount: eur(amount) }), on })).toBe(because);
  });

  test('a tolerance of a fraction of a percent is exact', () => {
    const fine = { ...parameters, releaseTolerance: { percent: '0.0005', days: null } };
    expect(covered({ parameters: fine, order: releasedAt2000({ amount: eur('2000.01') }) })).toBe('release');
    expect(covered({ parameters: fine, order: releasedAt2000({ amount: eur('2000.02') }) })).toBeUndefined();
  });

  test.each([{ paymentTerms: 'N30' }, { settlementDiscount: 'D2' }, { requestedDate: day('2026-07-01') }])(
    'on-increase: other conditions, %o',
    (conditions) => {
      expect(covered({ parameters, order: releasedAt2000(conditions) })).toBeUndefined();
    },
  );

  test('on-any-change: any new version, and no other', () => {
    const any = { ...parameters, recheckAfterRelease: 'on-any-change' } as const;
    expect(covered({ parameters: any, order: releasedAt2000({ version: 1 }) })).toBe('release');
    expect(covered({ parameters: any, order: releasedAt2000({ amount: eur('1') }) })).toBeUndefined();
  });

  test('never: none, until the days are over', () => {
    const never = { ...parameters, recheckAfterRelease: 'never' } as const;
    const order = releasedAt2000({ amount: eur('900000'), paymentTerms: 'N90' });
    expect(covered({ parameters: never, order, on: '2026-06-25' })).toBe('release');
    expect(covered({ parameters: never, order, on: '2026-06-26' })).toBeUndefined();
  });
});
