/** fast-check prints seed and path of what fails. `PROPERTY_RUNS` makes it many, to look for defects. */
export function bounded(numRuns: number, timeLimitMs = 4_500) {
  const wanted = Number(process.env['PROPERTY_RUNS'] ?? 0);
  if (wanted > 0) return { numRuns: wanted };
  return { numRuns, interruptAfterTimeLimit: timeLimitMs, markInterruptAsFailure: false };
}
