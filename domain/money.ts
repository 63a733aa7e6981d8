import { minorUnitsOf } from './currency.ts';

/** An amount in minor units of its currency. */
export type Money = { readonly amount: bigint; readonly currency: string };

/** §16: no amount is further from zero than this many minor units. */
export const largestAmount = 10n ** 18n;

const pattern = /^(-?)(\d{1,19})(?:\.(\d{1,4}))?$/;

/**
 * Minor units of `currency`, or `undefined` where the text is not a plain decimal with at most the currency's decimals,
 * lies beyond `largestAmount`, or the currency is none.
 */
export function parseAmount(text: string, currency: string): bigint | undefined {
  const decimals = minorUnitsOf(currency);
  const match = pattern.exec(text);
  if (decimals === undefined || match === null) return undefined;
  const [, sign, whole = '', fraction = ''] = match;
  if (fraction.length > decimals) return undefined;
  const size = BigInt(whole + fraction.padEnd(decimals, '0'));
  if (size > largestAmount) return undefined;
  return sign === '-' ? -size : size;
}

/** A decimal with exactly the currency's decimals. A currency that is none is a defect here: amounts are parsed first. */
export function formatAmount(minor: bigint, currency: string): string {
  const decimals = minorUnitsOf(currency);
  if (decimals === undefined) throw new RangeError(`no currency: ${currency}`);
  const digits = (minor < 0n ? -minor : minor).toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const sign = minor < 0n ? '-' : '';
  return decimals === 0 ? `${sign}${whole}` : `${sign}${whole}.${digits.slice(-decimals)}`;
}
