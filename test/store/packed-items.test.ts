import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, type CivilDate } from '../../domain/civil-date.ts';
import type { Ageing } from '../../domain/position.ts';
import { packedItems, packItems } from '../../functions/store/packed-items.ts';

type Items = Ageing['items'];

const first = '0001-01-01' as CivilDate;
const daysToTheLast = 3_652_058;
/** Ten thousand invoices of the largest amount that can be sent, due on one day (§16). */
const largest = 10n ** 18n * 10_000n;

const read = (bytes: unknown): Items => packedItems(bytes, 'items');
const item = (dueDate: string, open: bigint) => ({ dueDate: dueDate as CivilDate, open });

const anyItems: fc.Arbitrary<Items> = fc
  .uniqueArray(
    fc.record({
      day: fc.oneof(fc.nat(daysToTheLast), fc.integer({ min: 739_000, max: 739_900 })),
      open: fc.oneof(fc.bigInt({ min: 0n, max: 10n ** 10n }), fc.bigInt({ min: -largest, max: largest })),
    }),
    { selector: ({ day }) => day, maxLength: 200 },
  )
  .map((all) => all.toSorted((a, b) => a.day - b.day).map(({ day, open }) => ({ dueDate: addDays(first, day), open })));

describe('packed items', () => {
  test('read as what was packed, whatever the dates and amounts', () => {
    fc.assert(
      fc.property(anyItems, (items) => {
        expect(read(packItems(items))).toEqual(items);
      }),
      { numRuns: 500 },
    );
  });

  test.each<[string, Items]>([
    ['none', []],
    ['the first day there is', [item('0001-01-01', 1n)]],
    ['the last one', [item('9999-12-31', 1n)]],
    ['both', [item('0001-01-01', largest), item('9999-12-31', 1n)]],
    ['a leap day', [item('2028-02-28', 7n), item('2028-02-29', 8n), item('2028-03-01', 9n)]],
    ['amounts below zero', [item('2026-06-14', -largest), item('2026-06-15', 0n), item('2026-06-16', -1n)]],
    ['the most of amounts', [item('2026-06-14', 10n ** 60n)]],
  ])('may be %s', (_, items) => {
    expect(read(packItems(items))).toEqual(items);
  });

  test('what was stored stays readable', () => {
    const stored = Buffer.from('AYVOhATSbdQ1BAAGTA5A', 'base64');
    expect(read(stored)).toEqual([item('2026-06-01', 100_000n), item('2026-06-14', 12_345n)]);
  });

  test.each([30, 365, 730])('%i due dates in a row with ten digits each take four and a half bytes a date', (count) => {
    // Spread over all amounts of ten digits, in no order.
    const open = (index: number): bigint => 1_000_000_000n + ((BigInt(index) * 7_654_321_987n) % 9_000_000_000n);
    const items = Array.from({ length: count }, (_, index) => ({
      dueDate: addDays('2026-01-01' as CivilDate, index),
      open: open(index),
    }));
    expect(packItems(items).byteLength).toBeLessThanOrEqual(count * 4.5 + 10);
  });
});

describe('what cannot be packed is refused', () => {
  test.each<[string, Items]>([
    ['the same day twice', [item('2026-06-14', 1n), item('2026-06-14', 1n)]],
    ['days that descend', [item('2026-06-14', 1n), item('2026-06-13', 1n)]],
  ])('%s', (_, items) => {
    expect(() => packItems(items)).toThrow(RangeError);
  });
});

describe('what was not packed is never read', () => {
  const items = [item('2026-06-14', 12_345n), item('2026-07-14', 1n)];
  const packed = packItems(items);

  test.each<[string, unknown]>([
    ['a list', items],
    ['text', 'AQ=='],
    ['nothing', undefined],
    ['no byte', new Uint8Array()],
    ['another format', packed.with(0, 2)],
    ['a byte less', packed.subarray(0, -1)],
    ['the format alone', packed.subarray(0, 1)],
    ['a byte more', Buffer.concat([packed, Buffer.of(0)])],
    ['a bit more', packed.with(packed.length - 1, (packed.at(-1) ?? 0) | 1)],
  ])('%s', (_, stored) => {
    expect(() => read(stored)).toThrow(/items|bits/);
  });

  test('a day after the last that a date can name', () => {
    const late = addDays('9999-12-31' as CivilDate, 1);
    expect(() => read(packItems([item(late, 1n)]))).toThrow(TypeError);
  });

  test('bytes are what packs their items, or fail', () => {
    fc.assert(
      fc.property(anyItems, fc.nat(), fc.nat(255), (all, place, byte) => {
        const bytes = packItems(all);
        const changed = bytes.with(place % bytes.length, byte);
        let items: Items;
        try {
          items = read(changed);
        } catch {
          return;
        }
        expect(read(packItems(items))).toEqual(items);
      }),
    );
  });
});
