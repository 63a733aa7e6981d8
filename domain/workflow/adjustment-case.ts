import type { AdjustmentLine } from '../adjustment-line.ts';
import type { CivilDate } from '../civil-date.ts';
import { refuse } from '../refusal.ts';
import { sumInBase, type Rates } from '../sum-in-base.ts';
import type { WorkflowCase } from './fitting-workflow.ts';

/** A line with the risk group of its customer, where it has one. */
export type LineWithRisk = { readonly line: AdjustmentLine; readonly riskGroup: string | undefined };

type Converting = { readonly rates: Rates; readonly date: CivilDate };

/** §11.1: a workflow looks at the largest new limit of a journal, and at the risk groups of all of its customers. */
export function journalCase(lines: readonly LineWithRisk[], converting: Converting): WorkflowCase {
  return {
    for: 'adjustment',
    amount: () => largestNewLimit(lines, converting),
    riskGroups: [...new Set(lines.map(({ riskGroup }) => riskGroup))],
    reasons: [],
  };
}

export function lineCase({ line, riskGroup }: LineWithRisk, converting: Converting): WorkflowCase {
  const amount = () => inBase(line.newLimit, line.currency, converting);
  return { for: 'adjustment-line', amount, riskGroups: [riskGroup], reasons: [] };
}

/** In minor units of the legal entity's currency. Of each currency the largest: one that is larger stays so when it is converted. */
export function largestNewLimit(lines: readonly Pick<LineWithRisk, 'line'>[], converting: Converting): bigint {
  const largest = new Map<string, bigint>();
  for (const { line } of lines) {
    const known = largest.get(line.currency) ?? 0n;
    largest.set(line.currency, line.newLimit > known ? line.newLimit : known);
  }
  const amounts = [...largest].map(([currency, amount]) => inBase(amount, currency, converting));
  return amounts.reduce((most, amount) => (amount > most ? amount : most), 0n);
}

function inBase(amount: bigint, currency: string, { rates, date }: Converting): bigint {
  const found = sumInBase(rates, [{ amount, currency }], date);
  if (typeof found === 'bigint') return found;
  const [missing] = found.missingRates;
  throw refuse('exchange-rate-missing', missing ?? { from: currency, to: rates.currency, date });
}
