import type { ReasonCode } from '../evaluation.ts';
import { parseAmount } from '../money.ts';
import type { Workflow, WorkflowSubject } from './workflow.ts';

/** What workflows look at. */
export type WorkflowCase = {
  readonly for: WorkflowSubject;
  /** In minor units of the legal entity's currency; asked only where it matters, and throws the refusal where it is unknown. */
  readonly amount: () => bigint;
  /** Of the customers that it is about: one of them is enough. */
  readonly riskGroups: readonly (string | undefined)[];
  /** Of a hold: its active reasons. */
  readonly reasons: readonly ReasonCode[];
};

export type FittingWorkflow = { readonly id: string; readonly workflow: Workflow };

/** §11.1: of the workflows that fit, the one with the lowest rank; `undefined` where none does: no approval is needed. */
export function fittingWorkflow(
  workflows: Readonly<Record<string, Workflow>>,
  asked: WorkflowCase,
  currency: string,
): FittingWorkflow | undefined {
  return Object.entries(workflows)
    .map(([id, workflow]) => ({ id, workflow }))
    .filter(({ workflow }) => workflow.for === asked.for)
    .sort((a, b) => a.workflow.rank - b.workflow.rank)
    .find(({ workflow }) => fits(workflow, asked, currency));
}

function fits({ condition }: Workflow, { riskGroups, reasons, amount }: WorkflowCase, currency: string): boolean {
  if (condition.riskGroups?.some((wanted) => riskGroups.includes(wanted)) === false) return false;
  if (condition.reasons?.some((reason) => reasons.includes(reason)) === false) return false;
  const { amountFrom, amountTo } = condition;
  if (amountFrom === undefined && amountTo === undefined) return true;
  const found = amount();
  return (
    (amountFrom === undefined || parsed(amountFrom, currency) <= found) &&
    (amountTo === undefined || found <= parsed(amountTo, currency))
  );
}

/** It was checked when it was saved: what does not parse here is a defect. */
function parsed(text: string, currency: string): bigint {
  const amount = parseAmount(text, currency);
  if (amount === undefined) throw new Error(`an amount of a workflow does not parse: ${text}`);
  return amount;
}
