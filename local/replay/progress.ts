import { daysBetween, type CivilDate } from '../../domain/civil-date.ts';
import type { Calendar } from './calendar.ts';
import type { Tally } from './tally.ts';

const everyMs = 1_000;
const linesWithoutTerminal = 20;

/** Says on stderr how far it is: one line that changes on a terminal, else a line now and then. */
export function progress(total: number, { first, last }: Calendar): (date: CivilDate, tally: Tally) => void {
  const isTerminal = process.stderr.isTTY;
  const days = daysBetween(first, last) + 1;
  let shownAtMs = 0;
  let shownPart = -1;
  return (date, tally) => {
    const part = Math.floor(((daysBetween(first, date) + 1) * linesWithoutTerminal) / days);
    const isDue = isTerminal ? Date.now() - shownAtMs >= everyMs || date === last : part > shownPart;
    if (!isDue) return;
    shownAtMs = Date.now();
    shownPart = part;
    const held = tally.held().length;
    const said = `${date}  ${tally.passed() + held} of ${total} orders decided, ${held} held, ${tally.paid()} invoices paid`;
    process.stderr.write(isTerminal ? `\r\u001B[K${said}${date === last ? '\n' : ''}` : `${said}\n`);
  };
}
