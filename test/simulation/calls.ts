import type { CallKind, Fault } from './faults.ts';
import type { Attempt } from './scheduler.ts';

/** A call under way: it has its effect once, then it is answered. */
export type UnderWay = {
  readonly carryOut: () => Promise<void>;
  /** Gives the answer or throws what the caller sees. */
  readonly answer: () => unknown;
};

export type Call = {
  readonly kind: CallKind;
  readonly name: string;
  readonly arrive: () => UnderWay;
  /** What the caller sees instead of an answer. */
  readonly errorOf: (seen: Exclude<Fault['seen'], 'answer' | 'death'>) => Error;
};

/**
 * One call of an attempt: it arrives when it is chosen, has its effect at once, with its answer, later or never, and is
 * answered when it is chosen again; or its caller dies.
 */
export async function called(attempt: Attempt, fault: (kind: CallKind) => Fault, call: Call): Promise<unknown> {
  const { scheduler } = attempt;
  await scheduler.turn(attempt, call.kind === 'read' ? 'read' : 'write');
  const { seen, effect } = fault(call.kind);
  scheduler.tell(attempt, `sends ${call.name}${seen === 'answer' ? '' : `, ${seen}, effect ${effect}`}`);
  const underWay = effect === 'late' || effect === 'never' ? undefined : arrived(call);
  if (effect === 'late') late(attempt, call);
  if (effect === 'at once' && underWay !== undefined) await scheduler.during(underWay.carryOut);
  if (seen === 'death') {
    if (underWay !== undefined) await given(scheduler.during(underWay.carryOut).then(underWay.answer));
    scheduler.kill(attempt);
    return new Promise(() => {});
  }
  if (seen === 'answer') {
    await scheduler.turn(attempt, 'answer');
    if (underWay === undefined) throw new Error('an answer needs an effect');
    await scheduler.during(underWay.carryOut);
    scheduler.tell(attempt, `is answered ${call.name}`);
    return underWay.answer();
  }
  // Nobody waits for it any more, so that what it held is free.
  if (underWay !== undefined) await given(scheduler.during(underWay.carryOut).then(underWay.answer));
  await scheduler.turn(attempt, 'answer');
  throw call.errorOf(seen);
}

/** What is wrong with a request is said in the answer. */
function arrived({ arrive }: Call): UnderWay {
  try {
    return arrive();
  } catch (error) {
    return {
      carryOut: async () => {},
      answer: () => {
        throw error;
      },
    };
  }
}

/** A request that reaches the service only when its caller has given up or died. */
function late({ scheduler, job }: Attempt, call: Call): void {
  scheduler.add({
    name: `${call.name} of ${job.name}, late`,
    run: async () => {
      const underWay = arrived(call);
      await given(scheduler.during(underWay.carryOut).then(underWay.answer));
      return 'done';
    },
  });
}

/** Whatever came of it is nobody's. */
async function given(outcome: Promise<unknown>): Promise<void> {
  try {
    await outcome;
  } catch {}
}
