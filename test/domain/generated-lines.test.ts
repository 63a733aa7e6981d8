import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CivilDate } from '../../domain/civil-date.ts';
import { adjustedLimit, generateLines, type Generation, type LimitChange } from '../../domain/generated-lines.ts';
import type { HeldLimits } from '../../domain/held-limits.ts';
import type { CustomerId } from '../../domain/ids.ts';
import { largestAmount } from '../../domain/money.ts';

type By = Extract<LimitChange, { readonly by: unknown }>['by'];
const percent = (value: string): By => ({ valueType: 'percent', value: BigInt(value) * 10_000n });
const amount = (value: bigint): By => ({ valueType: 'amount', value });
const up = { direction: 'up', multiple: 100_00n } as const;
const down = { direction: 'down', multiple: 100_00n } as const;

describe('a new limit from the one that there is (§12.2)', () => {
  it.each([
    ['plus', amount(500_00n), undefined, 8_500_00n],
    ['minus', amount(500_00n), undefined, 7_500_00n],
    ['plus', percent('10'), undefined, 8_800_00n],
    ['minus', percent('25'), undefined, 6_000_00n],
    ['plus', amount(1n), up, 8_100_00n],
    ['plus', amount(1n), down, 8_000_00n],
    ['minus', amount(1n), up, 8_000_00n],
    ['minus', amount(1n), down, 7_900_00n],
    ['plus', percent('0'), up, 8_000_00n],
    ['plus', percent('0'), down, 8_000_00n],
    ['minus', percent('100'), up, 0n],
    ['minus', amount(8_000_00n), undefined, 0n],
    ['minus', amount(8_000_01n), undefined, 0n],
    ['minus', percent('101'), up, 0n],
    ['minus', amount(7_999_99n), up, 100_00n],
    ['minus', amount(7_999_99n), down, 0n],
  ] as const)('8,000 %s %o, rounded %o, is %s', (operator, by, rounding, expected) => {
    expect(adjustedLimit(8_000_00n, { operator, by, rounding })).toBe(expected);
  });

  it('is exact: half of a cent goes to the even one, and a millionth of a cent over a multiple to the next', () => {
    const halfPercent = { valueType: 'percent', value: 5_000n } as const;
    expect(adjustedLimit(1_00n, { operator: 'plus', by: halfPercent })).toBe(100n);
    expect(adjustedLimit(3_00n, { operator: 'plus', by: halfPercent })).toBe(302n);
    const millionth = { valueType: 'percent', value: 1n } as const;
    expect(adjustedLimit(10n ** 18n, { operator: 'plus', by: millionth })).toBe(10n ** 18n + 10n ** 12n);
    expect(adjustedLimit(1n, { operator: 'plus', by: millionth, rounding: { direction: 'up', multiple: 1n } })).toBe(
      2n,
    );
    expect(adjustedLimit(1n, { operator: 'plus', by: millionth, rounding: { direction: 'down', multiple: 1n } })).toBe(
      1n,
    );
  });

  it('is the multiple next to what it would be, and never below zero', () => {
    const changes = fc.record({
      limit: fc.bigInt(0n, largestAmount),
      operator: fc.constantFrom('plus' as const, 'minus' as const),
      value: fc.bigInt(0n, 10n ** 12n),
      isPercent: fc.boolean(),
      direction: fc.constantFrom('up' as const, 'down' as const),
      multiple: fc.bigInt(1n, 10n ** 9n),
    });
    fc.assert(
      fc.property(changes, ({ limit, operator, value, isPercent, direction, multiple }) => {
        const by = { valueType: isPercent ? 'percent' : 'amount', value } as const;
        const rounded = adjustedLimit(limit, { operator, by, rounding: { direction, multiple } });
        const sign = operator === 'plus' ? 1n : -1n;
        // Both sides of the comparison times a million.
        const exact = isPercent ? limit * (1_000_000n + sign * value) : (limit + sign * value) * 1_000_000n;
        const wanted = exact < 0n ? 0n : exact;
        const found = rounded * 1_000_000n;
        expect(rounded % multiple).toBe(0n);
        const off = direction === 'up' ? found - wanted : wanted - found;
        expect(off >= 0n && off < multiple * 1_000_000n).toBe(true);
      }),
    );
  });
});

describe('the lines of a holder', () => {
  const today = '2026-06-15' as CivilDate;
  const day = (text: string) => text as CivilDate;
  const holder = { customer: 'C1' as CustomerId };
  const june = { from: day('2026-06-01'), to: day('2026-06-30'), amount: 12_000_00n };
  const past = { from: day('2025-12-01'), to: day('2025-12-31'), amount: 9_000_00n };
  const limits: HeldLimits = {
    currency: 'EUR',
    creditLimit: 8_000_00n,
    expiryDate: day('2026-07-31'),
    temporaryLimits: [past, june],
  };
  const wish: Generation = {
    type: 'credit-limit',
    change: { operator: 'plus', by: percent('10') },
    dates: { expiryDate: day('2027-07-31') },
    withTemporaryLimits: false,
  };
  const lines = (changes: Partial<Generation>, of: HeldLimits = limits) =>
    generateLines({ ...wish, ...changes }, holder, of, today);
  const shown = { ...holder, currency: 'EUR', currentLimit: 8_000_00n, currentExpiryDate: limits.expiryDate };

  it('start from the credit limit, or from the temporary limit in force', () => {
    const line = { ...shown, expiryDate: '2027-07-31' };
    expect(lines({})).toEqual({ kind: 'lines', lines: [{ ...line, newLimit: 8_800_00n }] });
    const withTemporaryLimits = true;
    expect(lines({ withTemporaryLimits })).toEqual({ kind: 'lines', lines: [{ ...line, newLimit: 13_200_00n }] });
    const none = { ...limits, temporaryLimits: [past] };
    expect(lines({ withTemporaryLimits }, none)).toEqual(lines({}, none));
  });

  it('shift the expiry date, where there is one', () => {
    const shifted = lines({ dates: { shiftDays: 31 } });
    expect(shifted).toMatchObject({ lines: [{ expiryDate: '2026-08-31' }] });
    expect(lines({ dates: { shiftDays: 31 } }, { ...limits, expiryDate: undefined })).toEqual({
      kind: 'left-out',
      why: 'no-date-to-shift',
    });
  });

  it('shift each temporary limit whose shifted period is not over', () => {
    const type = 'temporary-credit-limit';
    const after = (shiftDays: number) => lines({ type, dates: { shiftDays }, withTemporaryLimits: true });
    expect(after(30)).toMatchObject({ lines: [{ from: '2026-07-01', to: '2026-07-30', newLimit: 13_200_00n }] });
    expect(after(166)).toMatchObject({
      lines: [
        { from: '2026-05-16', to: '2026-06-15', newLimit: 9_900_00n },
        { from: '2026-11-14', to: '2026-12-13' },
      ],
    });
    expect(after(165)).toMatchObject({ lines: [{ from: '2026-11-13' }] });
    expect(after(-16)).toEqual({ kind: 'left-out', why: 'no-date-to-shift' });
  });

  it('are none where nothing would change, or the limit would be over the largest amount', () => {
    const by = percent('0');
    const change: LimitChange = { operator: 'plus', by };
    expect(lines({ change, dates: { shiftDays: 0 } })).toEqual({ kind: 'left-out', why: 'as-it-is-already' });
    expect(lines({ change, dates: { shiftDays: 1 } }).kind).toBe('lines');
    const most = { ...limits, creditLimit: largestAmount - 1n };
    expect(lines({ change: { operator: 'plus', by: amount(1n) } }, most).kind).toBe('lines');
    expect(lines({ change: { operator: 'plus', by: amount(2n) } }, most)).toEqual({
      kind: 'left-out',
      why: 'over-the-largest-amount',
    });
  });
});
