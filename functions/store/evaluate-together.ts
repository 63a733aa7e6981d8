import type { Hold } from '../../domain/hold.ts';
import type { HoldId, Subject } from '../../domain/ids.ts';
import type { AuthorizedEntity } from '../actor.ts';
import type { OpenHold } from './credit-groups.ts';
import { decisionCodec } from './decision-item.ts';
import { afterChange, type EvaluationScope, type EvaluationState } from './evaluation-state.ts';
import { joined } from './keys.ts';
import type { PlannedChange } from './order-change.ts';
import { patienceUntil, type Patience } from './patience.ts';
import { proposedFor, type EvaluatedHold, type Proposal } from './propose-evaluation.ts';
import { readEvaluationState } from './read-evaluation-state.ts';
import { haveOneGuard, storedTogether } from './stored-together.ts';
import { fitsOneTransaction, transact, type Failure } from './transact.ts';

/** Holds to evaluate for release. The cause names the evaluation, so that doing it twice does it once (§9.6). */
export type Evaluation = {
  readonly scope: EvaluationScope;
  readonly cause: string;
  readonly actor: Subject;
  readonly deadlineMs: number;
  /** Which of the open holds; the others compete. */
  readonly isAsked: (held: OpenHold, state: EvaluationState) => boolean;
  /**
   * Whether the same holds are evaluated after this, for something that came after it began: what lets none of them go is left
   * to that where others came in between.
   */
  readonly isFollowed?: (state: EvaluationState) => boolean;
};

export type Evaluated = {
  /** By `holdName`; a hold that ended in between, or that the same evaluation changed before it was interrupted, has none. */
  readonly outcomes: ReadonlyMap<string, EvaluatedHold>;
  /** There was no time left for those after `last`. */
  readonly isLate: boolean;
  readonly last: Hold | undefined;
};

/** Kept for what comes after an evaluation that used up its time. */
const reserveMs = 4_000;

/**
 * §9.1–9.4: evaluates holds for release, the oldest first. What they share is read once, carried from one to the next, and read
 * again where somebody else came in between; what changes is written in as few transactions as it fits.
 */
export async function evaluateTogether(evaluation: Evaluation): Promise<Evaluated> {
  const { scope, deadlineMs, isFollowed } = evaluation;
  const run: Run = { outcomes: new Map(), before: new Set(), last: undefined, patience: patienceUntil(deadlineMs) };
  let outrun: Batch = [];
  for (;;) {
    const state = await readEvaluationState(scope);
    const releases = outrun.some(({ change }) => change?.change.guard.kind === 'pass');
    if (!releases && isFollowed?.(state) === true) leaveAsTheyAre(outrun, run);
    const end = await runThrough(evaluation, state, run);
    if (end === 'done' || end === 'late') return { outcomes: run.outcomes, isLate: end === 'late', last: run.last };
    outrun = end;
  }
}

export function holdName(entity: AuthorizedEntity, hold: HoldId): string {
  return joined(entity, hold);
}

/** How far an evaluation is. */
type Run = {
  readonly outcomes: Map<string, EvaluatedHold>;
  /** What the same evaluation changed before it was interrupted. */
  readonly before: Set<string>;
  last: Hold | undefined;
  patience: Patience;
};

/** What is written together: nothing, or a transaction; holds that stay as they are among it. */
type Batch = readonly Proposal[];

/** Goes through what was read; a batch in the end is one that others outran. */
async function runThrough(evaluation: Evaluation, read: EvaluationState, run: Run): Promise<'done' | 'late' | Batch> {
  let state = read;
  let batch: Batch = [];
  for (const own of read.holds) {
    const name = holdName(own.entity, own.hold.hold);
    if (run.outcomes.has(name) || run.before.has(name) || !evaluation.isAsked(own, state)) continue;
    if (Date.now() + reserveMs > evaluation.deadlineMs)
      return (await isWritten(batch, evaluation, run)) ? 'late' : batch;
    const next = proposedFor(evaluation, state, own);
    if (!fits(batch, next)) {
      if (!(await isWritten(batch, evaluation, run))) return batch;
      batch = [];
    }
    batch = [...batch, next];
    if (next.change !== undefined) state = afterChange(state, own, next.change);
  }
  return (await isWritten(batch, evaluation, run)) ? 'done' : batch;
}

function changesOf(batch: Batch): readonly PlannedChange[] {
  return batch.flatMap(({ change }) => change ?? []);
}

function fits(batch: Batch, { change }: Proposal): boolean {
  const [first, ...others] = changesOf(batch);
  if (first === undefined || change === undefined) return true;
  return haveOneGuard(first, change) && fitsOneTransaction(storedTogether([first, ...others, change]));
}

async function isWritten(batch: Batch, { deadlineMs }: Evaluation, run: Run): Promise<boolean> {
  const [first, ...others] = changesOf(batch);
  if (first !== undefined) {
    const failures = await transact(storedTogether([first, ...others]), run.patience);
    if (failures.length > 0) {
      for (const name of changedBefore(failures)) run.before.add(name);
      await run.patience.pause(new Error(`conditions failed: ${failures.map(({ name }) => name).join(', ')}`));
      return false;
    }
    run.patience = patienceUntil(deadlineMs);
  }
  for (const { own, outcome } of batch) {
    run.outcomes.set(holdName(own.entity, own.hold.hold), outcome);
    run.last = own.hold;
  }
  return true;
}

function changedBefore(failures: readonly Failure[]): readonly string[] {
  const records = failures.flatMap(({ name, found }) => (name === 'record' && found !== undefined ? [found] : []));
  return records.map((stored) => {
    const { legalEntity, hold } = decisionCodec(stored, 'decision');
    if (hold === undefined) throw new Error('an evaluation of no hold');
    return joined(legalEntity, hold);
  });
}

function leaveAsTheyAre(batch: Batch, { outcomes }: Run): void {
  for (const { own } of batch) {
    outcomes.set(holdName(own.entity, own.hold.hold), { outcome: 'unchanged', hold: own.hold });
  }
}
