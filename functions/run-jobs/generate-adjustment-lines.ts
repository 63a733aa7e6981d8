import type { LimitHolder } from '../../domain/adjustment-line.ts';
import { assertOpen, mostLines, type AdjustmentType } from '../../domain/adjustment.ts';
import { isWanted } from '../../domain/customer-filter.ts';
import type { AdjustmentId, CreditGroupId, CustomerId } from '../../domain/ids.ts';
import type { JobResult } from '../../domain/job.ts';
import { formatAmount } from '../../domain/money.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { businessInstant } from '../clock.ts';
import { generationOf, type Asked as Body } from '../generate-adjustment-lines/operation.ts';
import { readLines } from '../store/adjustment-lines.ts';
import { readAdjustment } from '../store/adjustments.ts';
import { customerIds } from '../store/customers.ts';
import { mostAdded } from '../store/job-plan.ts';
import { generateFor, type GeneratedFor } from '../store/generate-lines.ts';
import { holderName, type StoredHolder } from '../store/limit-holders.ts';
import { listedGroups } from '../store/visible-credit-groups.ts';
import { jobRunner, type PlanStretch } from './job-runner.ts';

type Asked = Body & { readonly adjustment: AdjustmentId };

/** Of some holders, by the number of the first; `isThere`: they are in the journal already. */
type Entry = { readonly number: number; readonly holders: readonly LimitHolder[]; readonly isThere: boolean };

/** Each gives one line: so many have room in one transaction. */
const holdersOfEntry = 40;
/** Each may give many lines, and has a transaction of its own. */
const largeHoldersOfEntry = 10;

/** §12.2 */
export const generateAdjustmentLines = jobRunner<Entry>({
  plan: ({ entity, job }, place) => planOf(entity, job.asked as Asked, place),
  sizeOf: ({ holders }) => holders.length,
  run: async ({ number, holders, isThere }, { entity, job, deadlineMs }) => {
    if (isThere) return holders.map((holder) => resultOf({ holder, outcome: 'already-in-adjustment' }));
    const asked = job.asked as Asked;
    const { adjustment } = asked;
    const { type } = (await readAdjustment(entity, adjustment)).adjustment;
    const by = { entity, adjustment, job: job.job, who: job.requestedBy, now: businessInstant(entity), deadlineMs };
    const results: JobResult[] = [];
    for (const [index, some] of cut(holders, transactionSize(type, asked)).entries()) {
      const part = { ...by, number: number + index, holders: some };
      const generated = await generateFor(part, generationOf(type, asked), (holder) => fits(holder, asked));
      results.push(...generated.map(resultOf));
    }
    return results;
  },
});

/** A holder may have many temporary limits, each of which gives a line. */
function transactionSize(type: AdjustmentType, { dates }: Asked): number {
  return type === 'temporary-credit-limit' && dates.shiftDays !== undefined ? 1 : holdersOfEntry;
}

async function planOf(entity: AuthorizedEntity, asked: Asked, place: string | undefined): Promise<PlanStretch<Entry>> {
  const { adjustment } = asked;
  const { adjustment: journal } = await readAdjustment(entity, adjustment);
  assertOpen(journal);
  const size = transactionSize(journal.type, asked) === 1 ? largeHoldersOfEntry : holdersOfEntry;
  const { planned, after } = placeOf(place);
  // Those that are there already begin an entry of their own.
  const most = (mostAdded - 1) * size;
  const [{ holders, reached }, lines] = await Promise.all([
    holdersAsked(entity, asked, after, most),
    readLines(entity, adjustment, { limit: mostLines }),
  ]);
  const named = new Set(lines.map(({ line }) => holderName(line)));
  const [there, rest] = [true, false].map((isThere) =>
    holders.filter((holder) => named.has(holderName(holder)) === isThere),
  ) as [LimitHolder[], LimitHolder[]];
  const parts = [
    ...cut(there, size).map((some) => ({ holders: some, isThere: true })),
    ...cut(rest, size).map((some) => ({ holders: some, isThere: false })),
  ];
  const entries = parts.map((part, index) => ({ number: planned + index * size, ...part }));
  const next = planned + parts.length * size;
  return { entries, place: reached === undefined ? undefined : placeAt({ planned: next, after: reached }) };
}

/** Numbers are given out up to one, to holders up to an id. */
type Place = { readonly planned: number; readonly after?: string | undefined };

function placeAt({ planned, after }: Place): string {
  return JSON.stringify([planned, after]);
}

function placeOf(place: string | undefined): Place {
  if (place === undefined) return { planned: 0 };
  const [planned, after] = JSON.parse(place) as readonly [number, string];
  return { planned, after };
}

type SomeHolders = { readonly holders: readonly LimitHolder[]; readonly reached?: string | undefined };

/** Those that are named, or some of all after an id, by their ids; `reached` where there may be more. */
async function holdersAsked(
  entity: AuthorizedEntity,
  asked: Asked,
  after: string | undefined,
  most: number,
): Promise<SomeHolders> {
  if (asked.from !== 'credit-groups') {
    if (asked.customers !== undefined)
      return { holders: [...new Set(asked.customers)].map((customer) => ({ customer })) };
    const found = await customerIds(entity, after as CustomerId | undefined, most);
    const reached = found.length < most ? undefined : found.at(-1);
    return { holders: found.map((customer) => ({ customer })), reached };
  }
  if (asked.creditGroups !== undefined) {
    return { holders: [...new Set(asked.creditGroups)].map((creditGroup) => ({ creditGroup })) };
  }
  const found = await listedGroups(entity, after as CreditGroupId | undefined, most);
  const reached = found.length < most ? undefined : found.at(-1);
  return { holders: found.map((creditGroup) => ({ creditGroup })), reached };
}

function cut<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  const starts = all.flatMap((_, index) => (index % size === 0 ? [index] : []));
  return starts.map((start) => all.slice(start, start + size));
}

function fits(holder: StoredHolder, asked: Asked): boolean {
  if (asked.currency !== undefined && holder.limits.currency !== asked.currency) return false;
  return holder.kind === 'credit-group' || isWanted(holder.seen.customer, asked);
}

function resultOf(generated: GeneratedFor): JobResult {
  const { holder, outcome } = generated;
  if (generated.outcome !== 'written') return { outcome, ...holder };
  const lines = generated.lines.map(({ line, currency, currentLimit, newLimit }) => ({
    line,
    currency,
    currentLimit: formatAmount(currentLimit, currency),
    newLimit: formatAmount(newLimit, currency),
  }));
  return { outcome, ...holder, lines };
}
