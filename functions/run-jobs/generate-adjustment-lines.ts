import type { LimitHolder } from '../../domain/adjustment-line.ts';
import { assertOpen, mostLines } from '../../domain/adjustment.ts';
import { isWanted } from '../../domain/customer-filter.ts';
import type { AdjustmentId } from '../../domain/ids.ts';
import type { JobResult } from '../../domain/job.ts';
import { formatAmount } from '../../domain/money.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { businessInstant } from '../clock.ts';
import { generationOf, type Asked as Body } from '../generate-adjustment-lines/operation.ts';
import { readLines } from '../store/adjustment-lines.ts';
import { readAdjustment } from '../store/adjustments.ts';
import { customerIds } from '../store/customers.ts';
import { generateFor, type GeneratedFor } from '../store/generate-lines.ts';
import { holderName, type StoredHolder } from '../store/limit-holders.ts';
import { listedGroups } from '../store/visible-credit-groups.ts';
import { jobRunner } from './job-runner.ts';

type Asked = Body & { readonly adjustment: AdjustmentId };

/** Of some holders; `isThere`: they are in the journal already. */
type Entry = { readonly number: number; readonly holders: readonly LimitHolder[]; readonly isThere: boolean };

/** Each gives one line: so many have room in one transaction. */
const holdersOfEntry = 40;

/** §12.2 */
export const generateAdjustmentLines = jobRunner<Entry>({
  plan: async ({ entity, job }) => ({ entries: await planOf(entity, job.asked as Asked) }),
  sizeOf: ({ holders }) => holders.length,
  run: async ({ number, holders, isThere }, { entity, job, deadlineMs }) => {
    if (isThere) return holders.map((holder) => resultOf({ holder, outcome: 'already-in-adjustment' }));
    const asked = job.asked as Asked;
    const { adjustment } = asked;
    const { type } = (await readAdjustment(entity, adjustment)).adjustment;
    const some = {
      entity,
      adjustment,
      job: job.job,
      who: job.requestedBy,
      number,
      holders,
      now: businessInstant(entity),
      deadlineMs,
    };
    const generated = await generateFor(some, generationOf(type, asked), (holder) => fits(holder, asked));
    return generated.map(resultOf);
  },
});

async function planOf(entity: AuthorizedEntity, asked: Asked): Promise<readonly Entry[]> {
  const { adjustment } = asked;
  const { adjustment: journal } = await readAdjustment(entity, adjustment);
  assertOpen(journal);
  const [holders, lines] = await Promise.all([
    holdersAsked(entity, asked),
    readLines(entity, adjustment, { limit: mostLines }),
  ]);
  const named = new Set(lines.map(({ line }) => holderName(line)));
  const [there, rest] = [true, false].map((isThere) =>
    holders.filter((holder) => named.has(holderName(holder)) === isThere),
  ) as [LimitHolder[], LimitHolder[]];
  // A holder may have many temporary limits, each of which gives a line.
  const isOneByOne = journal.type === 'temporary-credit-limit' && asked.dates.shiftDays !== undefined;
  const entries = [
    ...cut(there, holdersOfEntry).map((some) => ({ holders: some, isThere: true })),
    ...cut(rest, isOneByOne ? 1 : holdersOfEntry).map((some) => ({ holders: some, isThere: false })),
  ];
  return entries.map((entry, number) => ({ number, ...entry }));
}

async function holdersAsked(entity: AuthorizedEntity, asked: Asked): Promise<readonly LimitHolder[]> {
  if (asked.from !== 'credit-groups') {
    const customers = asked.customers ?? (await customerIds(entity, undefined, Number.MAX_SAFE_INTEGER));
    return [...new Set(customers)].map((customer) => ({ customer }));
  }
  const groups = asked.creditGroups ?? (await listedGroups(entity));
  return [...new Set(groups)].map((creditGroup) => ({ creditGroup }));
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
