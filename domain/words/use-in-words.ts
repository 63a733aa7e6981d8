import type { Operand } from '../evaluation.ts';
import { parseAmount } from '../money.ts';
import { formatPercent, oneHundredPercent } from '../percent.ts';
import { moneyInWords } from './money-in-words.ts';
import type { Telling } from './reason-in-words.ts';

/** How much of which limit exposure with the order uses, and what it exceeds it by. */
export function useInWords({ catalogue, operands, limit: whose = 'own', baseCurrency }: Telling): {
  readonly use: string;
  readonly excess: string;
} {
  const currency = typeof operands['limitCurrency'] === 'string' ? operands['limitCurrency'] : baseCurrency;
  const money = (amount: bigint | undefined): string =>
    amount === undefined ? catalogue.unknown : moneyInWords({ amount, currency });
  const [exposure, limit] = [minorOf(operands['exposure'], currency), minorOf(operands['limit'], currency)];
  const said = { exposure: money(exposure), limit: money(limit), whose: catalogue.whose[whose] };
  const over = exposure === undefined || limit === undefined ? undefined : exposure - limit;
  const excess = money(over);
  if (limit === undefined || exposure === undefined) return { use: catalogue.use.unlimited(said), excess };
  if (limit === 0n) return { use: catalogue.use.ofNothing(said), excess };
  return { use: catalogue.use.ofLimit({ ...said, used: usedInWords(exposure, limit) }), excess };
}

/** Cut to four decimals, which the dots say: 75.00003 % is not 75 %. */
function usedInWords(exposure: bigint, limit: bigint): string {
  if (exposure <= 0n) return '0%';
  const product = exposure * oneHundredPercent;
  const used = formatPercent(product / limit);
  if (product % limit === 0n) return `${used}%`;
  const [whole = '', fraction = ''] = used.split('.');
  return `${whole}.${fraction.padEnd(4, '0')}…%`;
}

/** Of a group in another currency they are decimals. */
function minorOf(operand: Operand | undefined, currency: string): bigint | undefined {
  if (typeof operand === 'bigint') return operand;
  return typeof operand === 'string' ? parseAmount(operand, currency) : undefined;
}
