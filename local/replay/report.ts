import { formatAmount } from '../../domain/money.ts';
import type { ReplayOptions } from './options.ts';
import type { ComparedStatistics } from './compare-statistics.ts';
import type { Receivable } from './receivable.ts';
import { byCustomer } from './set-up.ts';
import { daysHeld, type HeldOrder, type Peak, type Tally } from './tally.ts';

/** How a replay went. */
export type Outcome = {
  readonly receivables: readonly Receivable[];
  readonly tally: Tally;
  readonly statistics: ComparedStatistics;
  /** What should not be, in words. */
  readonly troubles: readonly string[];
  readonly seconds: number;
};

/** Whether Holdfast knew what the file says, and nothing was lost. */
export function isAsInFile({ tally, statistics, troubles }: Outcome): boolean {
  return tally.differences().length === 0 && statistics.differences.length === 0 && troubles.length === 0;
}

/** The table on stdout. */
export function report(outcome: Outcome, options: ReplayOptions): string {
  const { receivables, tally, seconds } = outcome;
  const customers = byCustomer(receivables).size;
  return [
    `${receivables.length} invoices of ${customers} customers, lived through in ${seconds.toFixed(1)} s`,
    '',
    ...table(orders(tally)),
    '',
    ...table(checks(outcome)),
    ...tally.differences().map(({ receivable: { line, invoice, daysLate }, known }) => {
      return `  line ${line}, invoice ${invoice}: the file says ${daysLate} days late, Holdfast knew ${known}`;
    }),
    ...outcome.statistics.differences.map((difference) => `  ${difference}`),
    ...outcome.troubles.map((trouble) => `  ${trouble}`),
    '',
    ...peaks(tally, options),
    '',
  ].join('\n');
}

type Line = readonly [label: string, count: number, more?: string];

function orders(tally: Tally): readonly Line[] {
  const held = tally.held();
  const decided = tally.passed() + held.length;
  const released = held.filter(({ releasedOn }) => releasedOn !== undefined);
  const inTime = released.filter(({ isInvoicedWhileHeld }) => !isInvoicedWhileHeld);
  const invoiced = held.filter(({ isInvoicedWhileHeld }) => isInvoicedWhileHeld);
  const later = released.filter(({ isInvoicedWhileHeld }) => isInvoicedWhileHeld);
  return [
    ['orders decided', decided],
    ['  passed', tally.passed(), share(tally.passed(), decided)],
    ['  held', held.length, share(held.length, decided)],
    ...byReason(held).map(([reason, count]): Line => [`    ${reason}`, count, share(count, held.length)]),
    ['released by themselves', released.length, soon(released)],
    ['  before their invoice', inTime.length, soon(inTime)],
    ['  after it', later.length, soon(later)],
    ['invoiced while held', invoiced.length, share(invoiced.length, held.length)],
    ['still held at the end', held.length - released.length],
  ];
}

/** An order held by several counts once, as the hold list shows it. */
function byReason(held: readonly HeldOrder[]): readonly (readonly [string, number])[] {
  const counts = Map.groupBy(held, ({ reasons }) => reasons.toSorted().join(' + '));
  return [...counts].map(([reason, own]) => [reason, own.length] as const).toSorted((a, b) => b[1] - a[1]);
}

function soon(released: readonly HeldOrder[]): string {
  const days = daysHeld(released);
  return days === undefined ? '' : `after ${days.median} days (median), ${days.most} at most`;
}

function share(part: number, whole: number): string {
  return whole === 0 ? '' : `${((part * 100) / whole).toFixed(1)} %`;
}

function checks({ tally, statistics, troubles }: Outcome): readonly Line[] {
  const paid = tally.paid();
  return [
    ['invoices paid', paid],
    ['  days overdue as in the file', paid - tally.differences().length],
    ['  that differ', tally.differences().length],
    ['average payment days as in the file', statistics.averages],
    ['month-end balances as in the file', statistics.balances],
    ['  that differ', statistics.differences.length],
    ['other troubles', troubles.length],
  ];
}

const shownPeaks = 10;

function peaks(tally: Tally, { showsAll, currency }: ReplayOptions): readonly string[] {
  const highest = [...tally.peaks()].toSorted(([, a], [, b]) => (a.exposure < b.exposure ? 1 : -1));
  const shown = showsAll ? highest : highest.slice(0, shownPeaks);
  const money = (amount: bigint): string => formatAmount(amount, currency);
  const row = ([customer, { exposure, limit, on }]: readonly [string, Peak]) => [
    customer,
    money(exposure),
    money(limit),
    on,
  ];
  const rows = [['customer', 'peak', 'limit', 'on'], ...shown.map(row)];
  const width = (column: number): number => Math.max(...rows.map((cells) => cells[column]?.length ?? 0));
  const [first, second, third] = [width(0), width(1), width(2)];
  return [
    `exposure at its peak, ${currency}, ${shown.length} of ${highest.length} customers`,
    ...rows.map(
      ([customer = '', peak = '', limit = '', on = '']) =>
        `  ${customer.padEnd(first)}  ${peak.padStart(second)}  ${limit.padStart(third)}  ${on}`,
    ),
  ];
}

function table(lines: readonly Line[]): readonly string[] {
  const labels = Math.max(...lines.map(([label]) => label.length));
  const counts = Math.max(...lines.map(([, count]) => String(count).length));
  return lines.map(([label, count, more = '']) =>
    `${label.padEnd(labels)}  ${String(count).padStart(counts)}  ${more}`.trimEnd(),
  );
}
