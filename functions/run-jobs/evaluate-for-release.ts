import type { JobResult } from '../../domain/job.ts';
import type { CustomerId, HoldId } from '../../domain/ids.ts';
import type * as z from 'zod/mini';
import type { AuthorizedEntity } from '../actor.ts';
import type { startHoldEvaluation } from '../start-hold-evaluation/contract.ts';
import { readOpenHolds } from '../store/credit-state.ts';
import { evaluateCustomer, type EvaluatedHold } from '../store/evaluate-customer.ts';
import { openHoldEntriesOf } from '../store/hold-list.ts';
import { findHold } from '../store/holds.ts';
import { jobRunner } from './job-runner.ts';

type Asked = z.output<(typeof startHoldEvaluation)['body']>;

/** Holds of one customer, the oldest first; so many that their evaluation stays far below a function's time. */
type Entry = { readonly customer: CustomerId; readonly holds: readonly HoldId[] };
const largestEntry = 50;

type Found = { readonly customer: CustomerId; readonly hold: HoldId; readonly heldAt: string };

/** §9.1–9.4, §9.6: each customer is read once for all of its holds. */
export const evaluateForRelease = jobRunner<Entry>({
  plan: async ({ entity, job }) => entriesOf(await holdsAskedFor(entity, job.asked as Asked)),
  sizeOf: ({ holds }) => holds.length,
  run: async ({ customer, holds }, { entity, job, deadlineMs }) => {
    const asked = { entity, customer, cause: `job:${job.job}`, actor: job.requestedBy, deadlineMs };
    return (await evaluateCustomer(asked, holds)).map(resultOf);
  },
});

async function holdsAskedFor(entity: AuthorizedEntity, { customers, holds }: Asked): Promise<readonly Found[]> {
  if (holds !== undefined) {
    const found = await Promise.all([...new Set(holds)].map((hold) => findHold(entity, hold)));
    return found.filter((hold) => hold !== undefined);
  }
  if (customers === undefined) return openHoldEntriesOf(entity);
  const found = await Promise.all([...new Set(customers)].map((customer) => readOpenHolds(entity, customer)));
  return found.flat().map(({ hold }) => hold);
}

/** Customers in the order of their oldest holds. */
function entriesOf(found: readonly Found[]): readonly Entry[] {
  const oldestFirst = found.toSorted((a, b) => (a.heldAt < b.heldAt ? -1 : a.heldAt > b.heldAt ? 1 : 0));
  const byCustomer = Map.groupBy(oldestFirst, ({ customer }) => customer);
  return [...byCustomer].flatMap(([customer, ofCustomer]) => {
    const holds = ofCustomer.map(({ hold }) => hold);
    const starts = holds.flatMap((_, index) => (index % largestEntry === 0 ? [index] : []));
    return starts.map((start) => ({ customer, holds: holds.slice(start, start + largestEntry) }));
  });
}

function resultOf({ outcome, hold }: EvaluatedHold): JobResult {
  const reasons = hold.reasons.filter(({ isActive }) => isActive).map(({ code }) => code);
  return { outcome, hold: hold.hold, order: hold.order, customer: hold.customer, state: hold.state, reasons };
}
