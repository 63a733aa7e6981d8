/** The quotient rounded half even to a whole number, for a positive `divisor`. */
export function divideHalfEven(dividend: bigint, divisor: bigint): bigint {
  const remainder = ((dividend % divisor) + divisor) % divisor;
  const floor = (dividend - remainder) / divisor;
  const twice = remainder * 2n;
  const roundsUp = twice > divisor || (twice === divisor && floor % 2n !== 0n);
  return roundsUp ? floor + 1n : floor;
}
