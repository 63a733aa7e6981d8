import type { CustomerId } from '../../domain/ids.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { customerIds } from '../store/customers.ts';
import { mostAdded } from '../store/job-plan.ts';
import type { PlanStretch } from './job-runner.ts';

/** Customers that a step works on, one after the other. */
export type SomeCustomers = { readonly customers: readonly CustomerId[] };

/** So few that all of them are done long before a function's time is up. */
const largestEntry = 10;

/** Those that were asked for, or all of the legal entity by their ids; the list of them may lag by a moment. */
export async function planCustomers(
  entity: AuthorizedEntity,
  chosen: readonly CustomerId[] | undefined,
  place: string | undefined,
  entrySize = largestEntry,
): Promise<PlanStretch<SomeCustomers>> {
  if (chosen !== undefined) return { entries: entriesOf([...new Set(chosen)], entrySize) };
  const most = mostAdded * entrySize;
  const found = await customerIds(entity, place as CustomerId | undefined, most);
  return { entries: entriesOf(found, entrySize), place: found.length < most ? undefined : found.at(-1) };
}

function entriesOf(customers: readonly CustomerId[], size: number): readonly SomeCustomers[] {
  const starts = customers.flatMap((_, index) => (index % size === 0 ? [index] : []));
  return starts.map((start) => ({ customers: customers.slice(start, start + size) }));
}
