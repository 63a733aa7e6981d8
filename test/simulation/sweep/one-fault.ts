import type { Fault } from '../faults.ts';
import type { Manner } from '../world.ts';

/** Where one fault is, and whether who asked for the change asks again. */
export type Plan = { readonly at: number; readonly fault: Fault; readonly isGivenUp: boolean };

export const faults = {
  'killed before a call was carried out': { seen: 'death', effect: 'never' },
  'killed after a call was carried out': { seen: 'death', effect: 'at once' },
  'a call was not carried out, nor answered': { seen: 'unanswered', effect: 'never' },
  'a call was carried out and not answered': { seen: 'unanswered', effect: 'at once' },
} as const satisfies Readonly<Record<string, Fault>>;

/** Who began first goes on first, and everything goes well but one call. */
export function oneAfterAnother(plan: Plan | undefined, count: { calls: number }): Manner {
  return (_, time) => {
    const inOrder: unknown[] = [];
    return {
      order: {
        join: (attempt) => void inOrder.push(attempt),
        leave: (attempt) => void inOrder.splice(inOrder.indexOf(attempt), 1),
        dueMs: ({ untilMs = 0 }) => untilMs,
        next: (ready) => {
          const rank = (turn: (typeof ready)[number]): number => inOrder.indexOf(turn.attempt);
          const chosen = ready.reduce((first, one) => (rank(one) < rank(first) ? one : first));
          time.set(Math.max(time.now() + 1, chosen.dueMs));
          return chosen;
        },
      },
      fault: () => {
        count.calls += 1;
        return count.calls === plan?.at ? plan.fault : { seen: 'answer', effect: 'at once' };
      },
    };
  };
}
