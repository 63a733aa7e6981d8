import type { JobResult } from '../../domain/job.ts';
import type { CustomerId, HoldId } from '../../domain/ids.ts';
import type * as z from 'zod/mini';
import type { AuthorizedEntity } from '../actor.ts';
import type { startHoldEvaluation } from '../start-hold-evaluation/contract.ts';
import { batchGet } from '../store/batch-get.ts';
import { readOpenHolds } from '../store/credit-state.ts';
import { evaluateCustomer, type EvaluatedHold } from '../store/evaluate-customer.ts';
import { openHoldEntriesOf } from '../store/hold-list.ts';
import { findHold } from '../store/holds.ts';
import { customerPartition, positionKey } from '../store/keys.ts';
import { jobRunner } from './job-runner.ts';

type Asked = z.output<(typeof startHoldEvaluation)['body']>;

/** Holds of one customer, the oldest first; so many that their evaluation stays far below a function's time. */
type Holds = { readonly customer: CustomerId; readonly holds: readonly HoldId[] };
/** What was asked for and is not there is a result too, so that a wrong id does not look like one that was evaluated. */
type Missing = { readonly missing: Readonly<Record<string, string>> };
type Entry = Holds | Missing;
const largestEntry = 50;

type Found = { readonly customer: CustomerId; readonly hold: HoldId; readonly heldAt: string };

/** §9.1–9.4, §9.6: each customer is read once for all of its holds. */
export const evaluateForRelease = jobRunner<Entry>({
  plan: async ({ entity, job }) => ({ entries: await planOf(entity, job.asked as Asked) }),
  sizeOf: (entry) => ('missing' in entry ? 1 : entry.holds.length),
  run: async (entry, { entity, job, deadlineMs }) => {
    if ('missing' in entry) return [{ outcome: 'not-found', ...entry.missing }];
    const { customer, holds } = entry;
    const asked = { entity, customer, cause: `job:${job.job}`, actor: job.requestedBy, deadlineMs };
    return (await evaluateCustomer(asked, holds)).map(resultOf);
  },
});

async function planOf(entity: AuthorizedEntity, { customers, holds }: Asked): Promise<readonly Entry[]> {
  if (holds !== undefined) return planOfHolds(entity, [...new Set(holds)]);
  if (customers !== undefined) return planOfCustomers(entity, [...new Set(customers)]);
  return entriesOf(await openHoldEntriesOf(entity));
}

async function planOfHolds(entity: AuthorizedEntity, ids: readonly HoldId[]): Promise<readonly Entry[]> {
  const found = await Promise.all(ids.map((id) => findHold(entity, id)));
  const missing = ids.filter((_, index) => found[index] === undefined).map((hold) => ({ missing: { hold } }));
  return [...entriesOf(found.filter((hold) => hold !== undefined)), ...missing];
}

async function planOfCustomers(entity: AuthorizedEntity, ids: readonly CustomerId[]): Promise<readonly Entry[]> {
  const [positions, found] = await Promise.all([
    batchGet(ids.map((customer) => positionKey(entity, customer))),
    Promise.all(ids.map((customer) => readOpenHolds(entity, customer))),
  ]);
  const known = new Set(positions.map(({ pk }) => pk));
  const missing = ids.filter((customer) => !known.has(customerPartition(entity, customer)));
  const entries = entriesOf(found.flat().map(({ hold }) => hold));
  return [...entries, ...missing.map((customer) => ({ missing: { customer } }))];
}

/** Customers in the order of their oldest holds. */
function entriesOf(found: readonly Found[]): readonly Holds[] {
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
