import { between, oneOf } from './random.ts';

/** What the caller sees of a call, and when the call has its effect. */
export type Fault = {
  readonly seen: 'answer' | 'throttled' | 'failed' | 'unanswered' | 'conflict' | 'death';
  readonly effect: 'at once' | 'with the answer' | 'late' | 'never';
};

export type CallKind = 'read' | 'write' | 'transaction' | 'send';

/** How often a call does not go as it should, while there are faults left. */
const share: Readonly<Record<CallKind, number>> = { read: 0.02, write: 0.1, transaction: 0.15, send: 0.08 };
const mostFaults = 4;

const mayHave: readonly Fault['effect'][] = ['at once', 'late', 'never'];
const possible: Readonly<Record<CallKind, readonly Fault['seen'][]>> = {
  read: ['throttled', 'failed', 'unanswered', 'death'],
  write: ['conflict', 'throttled', 'failed', 'unanswered', 'death'],
  transaction: ['conflict', 'conflict', 'throttled', 'failed', 'unanswered', 'unanswered', 'death', 'death'],
  send: ['failed', 'unanswered', 'death'],
};

/** Some schedules have no fault at all, none has more than a job can be tried again for. */
export function makeFaults(random: () => number): (kind: CallKind) => Fault {
  let left = between(random, 0, mostFaults);
  return (kind) => {
    if (left === 0 || random() >= share[kind]) return asItShould(random);
    left -= 1;
    const seen = oneOf(random, possible[kind]);
    // What is refused has no effect; of anything else the caller does not know.
    const effect = seen === 'throttled' || seen === 'conflict' ? 'never' : oneOf(random, mayHave);
    return { seen, effect: kind === 'read' ? 'never' : effect };
  };
}

/** It has its effect somewhere between arrival and answer. */
export function asItShould(random: () => number): Fault {
  return { seen: 'answer', effect: random() < 0.5 ? 'at once' : 'with the answer' };
}
