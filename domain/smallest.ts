/**
 * The smallest number above `notThis` and up to `atMost` that fits, or `undefined` where none does. What fits at one number
 * fits at every larger one, and `notThis` does not.
 */
export function smallest(notThis: bigint, atMost: bigint, fits: (value: bigint) => boolean): bigint | undefined {
  if (atMost <= notThis || !fits(atMost)) return undefined;
  let low = notThis;
  let high = atMost;
  // What fits is mostly near, also where the range is of everything that can be written.
  for (let next = notThis + 1n; next < high; next = notThis + (next - notThis) * 16n) {
    if (fits(next)) high = next;
    else low = next;
  }
  while (high - low > 1n) {
    const middle = low + (high - low) / 2n;
    if (fits(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** The largest number from `atLeast` and below `notThis` that fits; what fits at one number fits at every smaller one. */
export function largest(atLeast: bigint, notThis: bigint, fits: (value: bigint) => boolean): bigint | undefined {
  const found = smallest(-notThis, -atLeast, (value) => fits(-value));
  return found === undefined ? undefined : -found;
}
