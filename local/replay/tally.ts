import { daysBetween, type CivilDate } from '../../domain/civil-date.ts';
import type { ReasonCode } from '../../domain/evaluation.ts';
import type { Receivable } from './receivable.ts';

/** An order on hold: since when, and until when where it was released. */
export type HeldOrder = {
  readonly hold: string;
  readonly reasons: readonly ReasonCode[];
  readonly heldOn: CivilDate;
  /** The file says that it was invoiced, so it was, held or not. */
  readonly isInvoicedWhileHeld: boolean;
  readonly releasedOn?: CivilDate | undefined;
};
export type Peak = { readonly exposure: bigint; readonly limit: bigint; readonly on: CivilDate };
export type Difference = { readonly receivable: Receivable; readonly known: number };

/** What is counted while time passes. */
export type Tally = {
  readonly passed: () => number;
  readonly paid: () => number;
  readonly held: () => readonly HeldOrder[];
  readonly openHolds: () => readonly string[];
  readonly peaks: () => ReadonlyMap<string, Peak>;
  readonly differences: () => readonly Difference[];
  readonly notePass: () => void;
  readonly noteHold: (order: string, held: Pick<HeldOrder, 'hold' | 'reasons' | 'heldOn'>) => void;
  readonly noteInvoice: (order: string) => void;
  readonly noteRelease: (hold: string, on: CivilDate) => void;
  readonly notePayment: (receivable: Receivable, known: number) => void;
  readonly noteExposure: (customer: string, now: Peak) => void;
};

export function makeTally(): Tally {
  const counts = { passed: 0, paid: 0 };
  const held = new Map<string, HeldOrder>();
  const peaks = new Map<string, Peak>();
  const differences: Difference[] = [];
  const isOpen = ({ releasedOn }: HeldOrder): boolean => releasedOn === undefined;
  return {
    passed: () => counts.passed,
    paid: () => counts.paid,
    held: () => [...held.values()],
    openHolds: () => [...held.values()].filter(isOpen).map(({ hold }) => hold),
    peaks: () => peaks,
    differences: () => differences,
    notePass: () => void (counts.passed += 1),
    noteHold: (order, placed) => void held.set(order, { ...placed, isInvoicedWhileHeld: false }),
    noteInvoice: (order) => {
      const found = held.get(order);
      if (found !== undefined && isOpen(found)) held.set(order, { ...found, isInvoicedWhileHeld: true });
    },
    noteRelease: (hold, releasedOn) => {
      for (const [order, found] of held) if (found.hold === hold) held.set(order, { ...found, releasedOn });
    },
    notePayment: (receivable, known) => {
      counts.paid += 1;
      if (known !== receivable.daysLate) differences.push({ receivable, known });
    },
    noteExposure: (customer, now) => {
      const peak = peaks.get(customer);
      if (peak === undefined || now.exposure > peak.exposure) peaks.set(customer, now);
    },
  };
}

/** Whole days on hold, and how they lie. */
export function daysHeld(
  released: readonly HeldOrder[],
): { readonly median: number; readonly most: number } | undefined {
  const days = released
    .flatMap(({ heldOn, releasedOn }) => (releasedOn === undefined ? [] : [daysBetween(heldOn, releasedOn)]))
    .toSorted((a, b) => a - b);
  const [low, high] = [days[Math.floor((days.length - 1) / 2)], days[Math.floor(days.length / 2)]];
  if (low === undefined || high === undefined) return undefined;
  return { median: (low + high) / 2, most: days.at(-1) ?? 0 };
}
