import type { CivilDate } from '../../domain/civil-date.ts';
import type { Receivable } from './receivable.ts';

/** The mean of the days to settle, weighted by amount, of what was paid after `from`: two decimals, half even. */
export function paymentDaysOf(receivables: readonly Receivable[], from: CivilDate): string | null {
  let [days, weight] = [0n, 0n];
  for (const { settled, daysToSettle, amount } of receivables) {
    if (settled === undefined || daysToSettle === undefined || settled <= from) continue;
    days += amount * BigInt(daysToSettle);
    weight += amount;
  }
  return weight === 0n ? null : twoDecimals(days, weight);
}

/** What is invoiced and not paid at the end of a day, in minor units. */
export function balanceOn(receivables: readonly Receivable[], date: string): bigint {
  const open = receivables.filter((one) => one.date <= date && (one.settled === undefined || one.settled > date));
  return open.reduce((sum, { amount }) => sum + amount, 0n);
}

function twoDecimals(part: bigint, whole: bigint): string {
  const [below, rest] = [(part * 100n) / whole, (part * 100n) % whole];
  const isUp = rest * 2n > whole || (rest * 2n === whole && below % 2n === 1n);
  const digits = String(isUp ? below + 1n : below).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
