/** A decimal of at most four places, as a whole number of ten-thousandths: 1.5 is `15_000n`. */
export type Decimal = bigint;

const pattern = /^(-?)(\d{1,19})(?:\.(\d{1,4}))?$/;

/** `undefined` where the text is no plain decimal, or has more than `places` (four at most). */
export function parseDecimal(text: string, places: number): Decimal | undefined {
  const match = pattern.exec(text);
  if (match === null) return undefined;
  const [, sign, whole = '', fraction = ''] = match;
  if (fraction.length > places) return undefined;
  const size = BigInt(whole + fraction.padEnd(4, '0'));
  return sign === '-' ? -size : size;
}

/** The step from one decimal of so many places to the next. */
export function stepOf(places: number): Decimal {
  return 10n ** BigInt(4 - places);
}
