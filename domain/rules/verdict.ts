import type { Boundary, Verdict } from './rule-type.ts';

/** §6.2: more than the threshold, or with `reached` as much. */
export function exceeds<T extends bigint | number>(value: T, threshold: T, boundary: Boundary): boolean {
  return boundary === 'over' ? value > threshold : value >= threshold;
}

/** A verdict that no exposure changes. */
export function settled(isTrue: boolean): Verdict {
  return { isTrue };
}

export function not(verdict: Verdict): Verdict {
  return { isTrue: !verdict.isTrue, sameUpTo: verdict.sameUpTo };
}

/** Both halves; where the half that no exposure changes is false, the whole is false for good. */
export function both(half: boolean, verdict: Verdict): Verdict {
  return half ? verdict : settled(false);
}

/** Whether the exposure with the order is above `highest`. As exposure only grows towards it, being above is for good. */
export function isAbove(exposure: bigint, highest: bigint): Verdict {
  return exposure > highest ? settled(true) : { isTrue: false, sameUpTo: highest };
}
