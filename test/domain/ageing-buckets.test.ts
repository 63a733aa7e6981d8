import { describe, expect, test } from 'vitest';
import { ageingBuckets, type AgeingBucket } from '../../domain/ageing-buckets.ts';
import { addDays } from '../../domain/civil-date.ts';
import { businessDay } from './a-situation.ts';

const none = { current: 0n, days1To30: 0n, days31To60: 0n, days61To90: 0n, days91To180: 0n, over180: 0n };

describe('ageing in buckets (§5.7)', () => {
  test.each<[number, AgeingBucket]>([
    [-400, 'current'],
    [-1, 'current'],
    [0, 'current'],
    [1, 'days1To30'],
    [30, 'days1To30'],
    [31, 'days31To60'],
    [60, 'days31To60'],
    [61, 'days61To90'],
    [90, 'days61To90'],
    [91, 'days91To180'],
    [180, 'days91To180'],
    [181, 'over180'],
    [4_000, 'over180'],
  ])('what was due %i days ago is %s', (days, bucket) => {
    const items = [{ dueDate: addDays(businessDay, -days), open: 7n }];
    expect(ageingBuckets(items, businessDay)).toEqual({ ...none, [bucket]: 7n });
  });

  test('items of one bucket are added', () => {
    const items = [1, 2, 30, 31].map((days) => ({ dueDate: addDays(businessDay, -days), open: 5n }));
    expect(ageingBuckets(items, businessDay)).toEqual({ ...none, days1To30: 15n, days31To60: 5n });
  });
});
