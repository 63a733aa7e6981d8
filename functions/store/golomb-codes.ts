/**
 * The exponential-Golomb code of a natural number: it plus 2^order in binary, behind a zero for each digit more than
 * order + 1. Numbers of up to `order` digits thus take order + 1 bits, and each further digit takes two.
 */
export function codeOf(number: bigint, order: number): string {
  if (number < 0n) throw new RangeError(`no natural number: ${number}`);
  const digits = (number + (1n << BigInt(order))).toString(2);
  return '0'.repeat(digits.length - 1 - order) + digits;
}

/** The order that makes the codes of all these numbers shortest: that of the one in the middle. */
export function orderFor(numbers: readonly bigint[]): number {
  const middle = numbers.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))[Math.floor(numbers.length / 2)] ?? 0n;
  return middle.toString(2).length - 1;
}

/** Reads codes from bits one after the other; where they end too early, reading fails. */
export function codesIn(bits: string): CodeReader {
  let at = 0;
  return {
    next: (order) => {
      const first = bits.indexOf('1', at);
      const end = first + (first - at) + order + 1;
      if (first < 0 || end > bits.length) throw new RangeError('bits end within a code');
      const number = BigInt(`0b${bits.slice(first, end)}`) - (1n << BigInt(order));
      at = end;
      return number;
    },
    isAtEnd: () => bits.length - at < 8 && !bits.includes('1', at),
  };
}
type CodeReader = {
  readonly next: (order: number) => bigint;
  /** Nothing is left but what fills the last byte. */
  readonly isAtEnd: () => boolean;
};
