import type * as z from 'zod/mini';
import type { CreditGroupId, CustomerId } from '../../domain/ids.ts';
import type { JobResult } from '../../domain/job.ts';
import type { Difference } from '../../domain/reconcile.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { differenceOnWire } from '../difference-on-wire.ts';
import { exposureDiffers } from '../logged-alarms.ts';
import { logger } from '../logger.ts';
import { Busy } from '../problem.ts';
import type { startReconciliation } from '../start-reconciliation/contract.ts';
import { compareGroup } from '../store/compare-group.ts';
import { compareWithDocuments } from '../store/compare-with-documents.ts';
import { readRulebookInForce } from '../store/credit-state.ts';
import { TooManyDocuments } from '../store/customer-documents.ts';
import { mostAdded } from '../store/job-plan.ts';
import { Moved } from '../store/moved.ts';
import { patienceUntil } from '../store/patience.ts';
import { listedGroups } from '../store/visible-credit-groups.ts';
import { resultOf } from './customers-runner.ts';
import { jobRunner, type JobContext, type PlanStretch } from './job-runner.ts';
import { planCustomers, type SomeCustomers } from './some-customers.ts';

type Asked = z.output<(typeof startReconciliation)['body']>;
type Entry = SomeCustomers | { readonly creditGroup: CreditGroupId };

/** §14: customers first, then groups. One entry for each, since a customer may have many documents. */
export const reconcile = jobRunner<Entry>({
  plan: ({ entity, job }, place) => planOf(entity, job.asked as Asked, place),
  sizeOf: (entry) => ('customers' in entry ? entry.customers.length : 1),
  run: async (entry, context) => {
    if ('creditGroup' in entry) return [await reconcileGroup(entry.creditGroup, context)];
    const results: JobResult[] = [];
    for (const customer of entry.customers) results.push(await resultOf(customer, context, reconcileOne));
    return results;
  },
});

/** The place of the groups that come after the customers; no customer's id is empty. */
const atGroups = '#';

async function planOf(
  entity: AuthorizedEntity,
  { customers, creditGroups }: Asked,
  place: string | undefined,
): Promise<PlanStretch<Entry>> {
  const isOfGroups = customers === undefined && creditGroups !== undefined;
  if (place?.startsWith(atGroups) === true || isOfGroups) {
    return planGroups(entity, creditGroups, place?.slice(atGroups.length));
  }
  const stretch = await planCustomers(entity, customers, place, 1);
  const isOfCustomers = customers !== undefined && creditGroups === undefined;
  return stretch.place !== undefined || isOfCustomers ? stretch : { ...stretch, place: atGroups };
}

async function planGroups(
  entity: AuthorizedEntity,
  chosen: Asked['creditGroups'],
  place: string | undefined,
): Promise<PlanStretch<Entry>> {
  const after = place === '' ? undefined : (place as CreditGroupId | undefined);
  const most = mostAdded;
  const left = [...new Set(chosen)].filter((group) => group > (after ?? '')).toSorted();
  const found = chosen === undefined ? await listedGroups(entity, after, most) : left.slice(0, most);
  const entries = found.map((creditGroup) => ({ creditGroup }));
  return { entries, place: found.length < most ? undefined : `${atGroups}${found.at(-1)}` };
}

/** So many are read in a function's time, and are in its memory at once. */
const mostDocuments = 20_000;

async function reconcileOne(customer: CustomerId, { entity, deadlineMs }: JobContext): Promise<JobResult> {
  return orWhyNot({ customer }, async () => {
    const { currency } = await readRulebookInForce(entity, true);
    const { differences, documents } = await compareWithDocuments(entity, customer, {
      patience: patienceUntil(deadlineMs),
      mostDocuments,
    });
    return { documents, ...found(entity, differences, currency) };
  });
}

async function reconcileGroup(creditGroup: CreditGroupId, { entity, deadlineMs }: JobContext): Promise<JobResult> {
  return orWhyNot({ creditGroup }, async () => {
    const compared = await compareGroup(entity, creditGroup, patienceUntil(deadlineMs));
    // An unknown group, and one that nobody of this legal entity is in, are the same for its users (§1.3).
    if (compared === undefined) return { outcome: 'not-found' };
    return found(entity, compared.differences, compared.currency);
  });
}

/** So many are shown of one; asked for by itself, a customer shows all of them. */
const mostShown = 20;

/** Reported, and never corrected. Whoever operates the system is told by an alarm on the line that this logs. */
function found(entity: AuthorizedEntity, differences: readonly Omit<Difference, 'of'>[], currency: string): JobResult {
  if (differences.length === 0) return { outcome: 'equal' };
  logger.error(exposureDiffers, { legalEntity: entity, differences: differences.length });
  const shown = differences.slice(0, mostShown).map((one) => differenceOnWire(one, currency));
  return { outcome: 'different', differenceCount: differences.length, differences: shown };
}

/** What is booked into so often that it was never read at rest is a result: neither equal nor different. */
async function orWhyNot(
  subject: Readonly<Record<string, string>>,
  compare: () => Promise<JobResult>,
): Promise<JobResult> {
  try {
    const result = await compare();
    return { ...result, ...subject };
  } catch (error) {
    if (error instanceof Busy && error.cause instanceof Moved) return { outcome: 'kept-moving', ...subject };
    if (error instanceof TooManyDocuments) return { outcome: 'too-many-documents', ...subject };
    throw error;
  }
}
