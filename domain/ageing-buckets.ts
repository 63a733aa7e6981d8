import { daysBetween, type CivilDate } from './civil-date.ts';
import type { Ageing } from './position.ts';

/** §5.7: by the days that each is the last of, the last one without end. */
const lastDays = { current: 0, days1To30: 30, days31To60: 60, days61To90: 90, days91To180: 180, over180: Infinity };
export type AgeingBucket = keyof typeof lastDays;
export type AgeingBuckets = Readonly<Record<AgeingBucket, bigint>>;

const buckets = Object.keys(lastDays) as readonly AgeingBucket[];

/** §5.7: open amounts by days overdue. What is due today is current: the customer still has the day to pay. */
export function ageingBuckets(items: Ageing['items'], today: CivilDate): AgeingBuckets {
  const sums: Record<AgeingBucket, bigint> = {
    current: 0n,
    days1To30: 0n,
    days31To60: 0n,
    days61To90: 0n,
    days91To180: 0n,
    over180: 0n,
  };
  for (const { dueDate, open } of items) {
    const days = daysBetween(dueDate, today);
    sums[buckets.find((bucket) => days <= lastDays[bucket]) ?? 'over180'] += open;
  }
  return sums;
}
