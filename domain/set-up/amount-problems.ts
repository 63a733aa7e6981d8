import { parseAmount } from '../money.ts';
import type { SetUpProblem } from './set-up-problem.ts';

/** Where an amount is none of the currency, or below zero. */
export function amountProblems(pointer: string, text: string, currency: string): readonly SetUpProblem[] {
  const amount = parseAmount(text, currency);
  if (amount === undefined) return [{ pointer, code: 'amount-does-not-fit-currency' }];
  return amount < 0n ? [{ pointer, code: 'amount-below-zero' }] : [];
}
