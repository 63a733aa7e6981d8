import type { ExposureComponents, Unknown } from '../evaluation.ts';
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

/** Both halves; where the half that no exposure changes is false, the whole is false for good, whatever the other needs. */
export function both(half: boolean, verdict: Verdict | Unknown): Verdict | Unknown {
  return half ? verdict : settled(false);
}

/** Whether the exposure with the order is above `highest`. As exposure only grows towards it, being above is for good. */
export function isAbove(exposure: ExposureComponents | Unknown, highest: bigint): Verdict | Unknown {
  if (isUnknown(exposure)) return exposure;
  return exposure.withOrder > highest ? settled(true) : { isTrue: false, sameUpTo: highest };
}

/** §6.5: what a missing rate leaves open is neither true nor false. */
export function isUnknown<T extends object>(value: T): value is Extract<T, Unknown> {
  return (value as Partial<Unknown>).missingRates !== undefined;
}
