import type { WorkflowStep } from '../../../domain/workflow/workflow.ts';

/** An action that was accepted, by whom, in which round of steps and at which of them. */
export type Done = {
  readonly action: string;
  readonly by: string;
  readonly to?: string | undefined;
  readonly round: number;
  readonly step: number;
};

/** Of a request: who made it, what its workflow asks, and all that was done with it since. */
export type History = {
  readonly requester: string;
  readonly steps: readonly WorkflowStep[];
  readonly hasTask: boolean;
  readonly done: readonly Done[];
};

/** An action that somebody tries; `rolesOf` is who has which roles now. */
export type Attempt = { readonly action: string; readonly by: string; readonly to: string };
export type RolesOf = (person: string) => readonly string[];

const desk = ['credit-clerk', 'credit-manager'];
const ends: Readonly<Record<string, string>> = {
  reject: 'rejected',
  recall: 'recalled',
  void: 'void',
  'carry-out': 'carried-out',
};
const decisions = ['approve', 'reject', 'send-back', 'delegate'];

/** §1.5, §11.2 told from the history alone: whether the attempt is to be accepted. */
export function isAllowed(history: History, { action, by, to }: Attempt, rolesOf: RolesOf): boolean {
  const state = stateOf(history);
  if (decisions.includes(action)) {
    if (state !== 'in-progress' || !mayDecide(history, by, rolesOf)) return false;
    return action !== 'delegate' || mayTakePlace(history, to, rolesOf);
  }
  if (action === 'resubmit') return ['sent-back', 'failed'].includes(state) && by === history.requester;
  if (action === 'recall') {
    const isHeld = ['in-progress', 'sent-back', 'carrying-out', 'failed'].includes(state);
    return isHeld && (by === history.requester || rolesOf(by).includes('credit-manager'));
  }
  if (action === 'carry-out') return state === 'carrying-out' || state === 'approved';
  return state === 'carrying-out';
}

export function stateOf({ steps, hasTask, done }: History): string {
  const last = done.at(-1);
  if (last === undefined || last.action === 'resubmit' || last.action === 'delegate') return 'in-progress';
  if (last.action === 'send-back') return 'sent-back';
  if (last.action === 'fail') return 'failed';
  if (last.action === 'permit') return 'approved';
  if (last.action !== 'approve') return ends[last.action] ?? `after ${last.action}`;
  const isComplete = last.step === steps.length - 1 && approvalsIn(done, last).length === steps[last.step]?.approvals;
  if (!isComplete) return 'in-progress';
  return hasTask ? 'carrying-out' : 'approved';
}

export function placeOf({ steps, done }: History): { readonly round: number; readonly step: number } {
  const last = done.at(-1);
  if (last === undefined) return { round: 0, step: 0 };
  if (last.action === 'resubmit') return { round: last.round, step: 0 };
  const isDone = last.action === 'approve' && approvalsIn(done, last).length === steps[last.step]?.approvals;
  return { round: last.round, step: isDone && last.step + 1 < steps.length ? last.step + 1 : last.step };
}

export function approvalsIn(done: readonly Done[], place: Pick<Done, 'round' | 'step'>): readonly string[] {
  return done
    .filter(({ action, round, step }) => action === 'approve' && round === place.round && step === place.step)
    .map(({ by }) => by);
}

function mayDecide(history: History, person: string, rolesOf: RolesOf): boolean {
  if (person === history.requester) return false;
  return !approvalsIn(history.done, placeOf(history)).includes(person) && isAsked(history, person, rolesOf);
}

function mayTakePlace(history: History, person: string, rolesOf: RolesOf): boolean {
  if (person === history.requester || !isOfDesk(person, rolesOf)) return false;
  return !approvalsIn(history.done, placeOf(history)).includes(person) && !isAsked(history, person, rolesOf);
}

function isAsked(history: History, person: string, rolesOf: RolesOf): boolean {
  if (!isOfDesk(person, rolesOf)) return false;
  const place = placeOf(history);
  const given = new Set<string>();
  const received = new Set<string>();
  for (const { action, by, to = '', round, step } of history.done) {
    if (action !== 'delegate' || round !== place.round || step !== place.step) continue;
    given.add(by).delete(to);
    received.delete(by);
    received.add(to);
  }
  const step = history.steps[place.step];
  const isOwn = step?.users?.includes(person as never) ?? rolesOf(person).includes(step?.role ?? '');
  return received.has(person) || (isOwn && !given.has(person));
}

function isOfDesk(person: string, rolesOf: RolesOf): boolean {
  return rolesOf(person).some((role) => desk.includes(role));
}
