/** Whole days from the due date to the day of payment, 0 when early. */
export function daysLate(dueDate: string, settled: string): number {
  return Math.max(0, daysToSettle(dueDate, settled));
}

/** Counted here on its own: an oracle must not share its arithmetic with what it checks. */
export function daysToSettle(date: string, settled: string): number {
  return dayNumber(settled) - dayNumber(date);
}

/** Days since 1 March of the year 0; years begin in March, so that the leap day is the last of its year. */
function dayNumber(date: string): number {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const marchYear = month <= 2 ? year - 1 : year;
  const monthsSinceMarch = (month + 9) % 12;
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  return marchYear * 365 + leapDays + Math.floor((153 * monthsSinceMarch + 2) / 5) + day - 1;
}
