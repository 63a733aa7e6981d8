import { expect, test } from 'vitest';
import { fitsOneTransaction, type Part } from '../../functions/store/transact.ts';

const part = (attribute: unknown): Part => ({ name: 'item', item: { Put: { TableName: 'T', Item: { attribute } } } });
const parts = (count: number, attribute: unknown = 1n) => Array.from({ length: count }, () => part(attribute));

test('a transaction takes 100 writes', () => {
  expect(fitsOneTransaction(parts(100))).toBe(true);
  expect(fitsOneTransaction(parts(101))).toBe(false);
});

test('a transaction takes less than 4 MB, whatever they are made of', () => {
  for (const kilobyte of ['x'.repeat(1_000), new Uint8Array(1_000), { list: ['x'.repeat(996)] }]) {
    expect(fitsOneTransaction(parts(90, kilobyte))).toBe(true);
  }
  expect(fitsOneTransaction(parts(10, new Uint8Array(345_000)))).toBe(true);
  expect(fitsOneTransaction(parts(10, new Uint8Array(400_000)))).toBe(false);
  // Two bytes each.
  expect(fitsOneTransaction(parts(10, 'ü'.repeat(200_000)))).toBe(false);
});
