import type { HoldFilters, HoldSort } from './hold-filters.ts';
import type { FoundHold } from './found-holds.ts';

/**
 * Where a hold stands in a sorted list: after those with a value, in its currency, by value, and among equals the oldest first.
 * It depends on nothing but the hold, so that others that come and go move it nowhere.
 */
export type HoldPlace = readonly string[];

export function placeOfHold({ sort, row, setting }: FoundHold, by: HoldSort): HoldPlace {
  switch (by) {
    case 'age':
      return ['', '', row.heldAt, sort];
    case 'amount':
      return ['', row.currency ?? setting.currency, ordinal(row.amount), sort];
    case 'shortfall':
      return row.shortfall === undefined ? last(sort) : ['', setting.currency, ordinal(row.shortfall), sort];
    case 'review-date':
      return row.reviewDate === undefined ? last(sort) : ['', '', row.reviewDate, sort];
  }
}

type Direction = Pick<HoldFilters, 'sort' | 'direction'>;

/** The older a hold, the earlier it was held. */
export function comparePlaces({ sort = 'age', direction }: Direction): (a: HoldPlace, b: HoldPlace) => number {
  const isDescending = (direction ?? usualDirection[sort]) === 'descending';
  return byPlace(isDescending === (sort === 'age'));
}

/** Values, and nothing else of their places, go up or down. */
export function byPlace(isAscending: boolean): (a: HoldPlace, b: HoldPlace) => number {
  const factor = isAscending ? 1 : -1;
  return ([lastA = '', currencyA = '', valueA = '', a = ''], [lastB = '', currencyB = '', valueB = '', b = '']) =>
    compare(lastA, lastB) || compare(currencyA, currencyB) || factor * compare(valueA, valueB) || compare(a, b);
}

const usualDirection: Readonly<Record<HoldSort, NonNullable<HoldFilters['direction']>>> = {
  age: 'descending',
  amount: 'descending',
  shortfall: 'descending',
  'review-date': 'ascending',
};

export function last(sort: string): HoldPlace {
  return ['last', '', '', sort];
}

/** Above what any sum of amounts comes to: text that sorts as the numbers do. */
const zero = 10n ** 24n;

export function ordinal(amount: bigint): string {
  return String(zero + amount).padStart(25, '0');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
