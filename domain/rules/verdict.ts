import type { ExposureComponents, Unknown } from '../evaluation.ts';
import { sumConverted } from '../conversion.ts';
import type { Facts, Overdue } from '../facts.ts';
import type { Boundary, Verdict } from './rule-type.ts';

/** §6.2: more than the threshold, or with `reached` as much. */
export function exceeds<T extends bigint | number>(value: T, threshold: T, boundary: Boundary): boolean {
  return boundary === 'over' ? value > threshold : value >= threshold;
}

/** A verdict that no exposure changes. */
export function settled(isTrue: boolean): Verdict {
  return { isTrue };
}

export function not(verdict: Verdict | Unknown): Verdict | Unknown {
  return isUnknown(verdict) ? verdict : { isTrue: !verdict.isTrue, sameUpTo: verdict.sameUpTo };
}

/** §6.2: an order of nothing or less adds nothing. */
export function addsNothing({ orderAmount }: Facts): boolean {
  return typeof orderAmount === 'bigint' && orderAmount <= 0n;
}

/** Both halves; where the half that no exposure changes is false, the whole is false for good, whatever the other needs. */
export function both(half: boolean | Unknown, verdict: Verdict | Unknown): Verdict | Unknown {
  if (typeof half === 'boolean') return half ? verdict : settled(false);
  return isUnknown(verdict) || verdict.isTrue ? half : verdict;
}

/** Whether more than the threshold is overdue, or with `reached` as much; what a rate is missing for can only add to it. */
export function isOverdueAbove(
  { total, missingRates }: Overdue,
  threshold: bigint,
  boundary: Boundary,
): boolean | Unknown {
  if (exceeds(total, threshold, boundary)) return true;
  return missingRates === undefined ? false : { missingRates };
}

export function isOverdueWithin(overdue: Overdue, threshold: bigint): boolean | Unknown {
  const isAboveIt = isOverdueAbove(overdue, threshold, 'over');
  return typeof isAboveIt === 'boolean' ? !isAboveIt : isAboveIt;
}

/** Whether the exposure with the order is above `highest`. As exposure only grows towards it, being above is for good. */
export function isAbove(exposure: ExposureComponents | Unknown, highest: bigint): Verdict | Unknown {
  if (isUnknown(exposure)) return exposure;
  return exposure.withOrder > highest ? settled(true) : { isTrue: false, sameUpTo: highest };
}

/** The same of an amount of the entity's currency, where the exposure is a group's in another. */
export function isAboveAmount({ exposure, limitConversion: conversion }: Facts, amount: bigint): Verdict | Unknown {
  const highest = sumConverted([{ amount, conversion }]);
  return typeof highest === 'bigint' ? isAbove(exposure, highest) : highest;
}

/** §6.5: what a missing rate leaves open is neither true nor false. */
export function isUnknown<T extends object>(value: T): value is Extract<T, Unknown> {
  return (value as Partial<Unknown>).missingRates !== undefined;
}
