import { formatAmount, type Money } from '../money.ts';

/** Every digit of an amount, in groups of three, and its currency; both languages write it so. */
export function moneyInWords({ amount, currency }: Money): string {
  return decimalInWords(formatAmount(amount, currency), currency);
}

/** The same of an amount that is a decimal already. */
export function decimalInWords(decimal: string, currency: string): string {
  const [whole = '', fraction] = decimal.split('.');
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return `${fraction === undefined ? grouped : `${grouped}.${fraction}`} ${currency}`;
}
