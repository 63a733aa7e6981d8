/** A percent as parts per million of the whole: 75 % is `750_000n`, the finest step 0.0001 %. */
export type Percent = bigint;

export const oneHundredPercent = 1_000_000n;

const pattern = /^(\d{1,7})(?:\.(\d{1,4}))?$/;

/** The percent, or `undefined` where the text is not a decimal of at most four places. */
export function parsePercent(text: string): Percent | undefined {
  const match = pattern.exec(text);
  if (match === null) return undefined;
  return BigInt(match[1] ?? '0') * 10_000n + BigInt((match[2] ?? '').padEnd(4, '0'));
}

/** The shortest decimal that parses back to the same percent. */
export function formatPercent(percent: Percent): string {
  const fraction = (percent % 10_000n).toString().padStart(4, '0').replace(/0+$/, '');
  const whole = (percent / 10_000n).toString();
  return fraction === '' ? whole : `${whole}.${fraction}`;
}
