import type { CivilDate } from '../../../domain/civil-date.ts';
import type { ReasonCode } from '../../../domain/evaluation.ts';
import { arisen, type Hold, type HoldState } from '../../../domain/hold.ts';
import type { CustomerId, HoldId, OrderId } from '../../../domain/ids.ts';
import { aHold, endedBy } from '../../domain/an-order.ts';
import { seeded } from '../../simulation/random.ts';

export const customers = ['C1', 'C2', 'C,3'];
export const groups = ['RETAIL', 'WHOLE,SALE', undefined];
export const reasonsHeld: readonly ReasonCode[] = ['days-overdue', 'credit-limit-used', 'account-on-hold', 'forced'];
export const checkpointsHeld = ['confirmation', 'picking-list', 'invoice', undefined] as const;
export const owners = ['ann', 'bob,2', undefined];
export const openStates: readonly HoldState[] = ['open', 'ready-to-release', 'awaiting-approval'];
export const endedStates: readonly HoldState[] = ['released', 'rejected', 'cancelled'];
export const currencies = [undefined, 'USD', 'JPY'];

/** One of them, each as likely. */
export function pick<T>(random: () => number, values: readonly T[]): T {
  return values[Math.floor(random() * values.length)] as T;
}

export function dayIn(random: () => number): CivilDate {
  return `2026-0${pick(random, ['5', '6'])}-${String(1 + Math.floor(random() * 30)).padStart(2, '0')}` as CivilDate;
}

/** Many holds that are equal in this and that, and held at few instants, some of them close to midnight. */
export function randomHolds(
  seed: number,
  count: number,
  prefix: string,
  states: readonly HoldState[],
): readonly Hold[] {
  const random = seeded(seed);
  const instant = () => `${dayIn(random)}T${pick(random, ['03:30', '12:00', '22:30'])}:00.000Z`;
  return Array.from({ length: count }, (_, index): Hold => {
    const order = `${prefix}-${String(index).padStart(4, '0')}` as OrderId;
    const state = pick(random, states);
    const checkpoint = pick(random, checkpointsHeld);
    const codes = reasonsHeld.filter(() => random() < 0.4);
    const hold = aHold({
      hold: `${order}.1` as HoldId,
      order,
      customer: pick(random, customers) as CustomerId,
      creditManagementGroup: pick(random, groups),
      heldAt: instant(),
      state,
      reasons: codes.map((code) => arisen({ code, rules: [], operands: {}, clearances: [] })),
      posting: checkpoint && { checkpoint, mode: 'posting' },
      currency: pick(random, currencies),
      amount: BigInt(pick(random, [0, 99, 100_000, 100_001, 5_000_000, 10 ** 15])),
      shortfall: pick(random, [undefined, 0n, 5n, 123_456n, 10n ** 18n]),
      reviewDate: pick(random, [undefined, dayIn(random)]),
      owner: pick(random, owners),
    });
    return endedStates.includes(state) ? { ...hold, end: { ...endedBy('ann'), at: instant() } } : hold;
  });
}
