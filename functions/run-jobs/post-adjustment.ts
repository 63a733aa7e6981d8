import type { AdjustmentLine } from '../../domain/adjustment-line.ts';
import { mostTemporaryLimits } from '../../domain/customer.ts';
import type { AdjustmentLineId } from '../../domain/ids.ts';
import type { JobResult } from '../../domain/job.ts';
import { formatAmount } from '../../domain/money.ts';
import type { RefusedLine } from '../../domain/posted-limits.ts';
import { refuse } from '../../domain/refusal.ts';
import { businessInstant } from '../clock.ts';
import { problemOf } from '../problem.ts';
import { readLines } from '../store/adjustment-lines.ts';
import type { Claiming } from '../store/claim-limits.ts';
import {
  carryOut,
  claimLines,
  decidePosting,
  endPosting,
  journalOf,
  refuseLines,
  type SomeLines,
} from '../store/claimed-posting.ts';
import { byHolder } from '../store/judged-lines.ts';
import type { PostingAsked } from '../store/start-posting.ts';
import { jobRunner, type JobContext } from './job-runner.ts';

/** First every limit is claimed; then it is decided; then all of them change, or all claims are given back (docs/adr/0021). */
type Entry =
  | (SomeLines & { readonly step: 'claim' | 'carry-out' })
  | (TooManyLines & { readonly step: 'refuse' })
  | { readonly step: 'decide' | 'end'; readonly lines?: never };
/** Some lines of a holder that has more than any can post, and its first. */
type TooManyLines = SomeLines & { readonly first: AdjustmentLineId };

/** So many that their change stays far below a function's time. */
const holdersOfEntry = 25;
/** Of one holder: more temporary limits there cannot be, and more credit limits than one are refused. */
const mostOfHolder = mostTemporaryLimits;
/** So many have room in an item. */
const refusedOfEntry = 500;

/** §12.3 */
export const postAdjustment = jobRunner<Entry>({
  plan: async (context) => ({ entries: await planOf(claimingOf(context)) }),
  sizeOf: (entry) => entry.lines?.length ?? 0,
  run: async (entry, context) => {
    const claiming = claimingOf(context);
    const { entity, job, deadlineMs } = context;
    const [who, now] = [job.requestedBy, businessInstant(entity)];
    switch (entry.step) {
      case 'claim':
        return checked(entry.lines, await claimLines(claiming, entry, deadlineMs));
      case 'refuse':
        return checked(entry.lines, (await refuseLines(claiming, deadlineMs)) ? tooMany(entry) : undefined);
      case 'decide':
        await decidePosting(claiming, deadlineMs);
        return [];
      case 'carry-out':
        return carriedOut(entry.lines, await carryOut(claiming, entry, { who, now, deadlineMs }));
      case 'end':
        await endPosting(claiming, { entity, who, now, deadlineMs }, notPostable());
        return [];
    }
  },
});

function claimingOf({ entity, job }: JobContext): Claiming {
  const { adjustment } = job.asked as PostingAsked;
  return { entity, adjustment, job: job.job };
}

async function planOf(claiming: Claiming): Promise<readonly Entry[]> {
  const { entity, adjustment } = claiming;
  const { adjustment: journal, phase } = await journalOf(claiming);
  // Nothing was claimed without a plan.
  if (phase === 'withdrawn') return [{ step: 'end' }];
  const stored = await readLines(entity, adjustment, { limit: journal.lines });
  const all = byHolder(stored.map(({ line }) => line));
  const holders = all.filter(({ lines }) => lines.length <= mostOfHolder);
  const parts = startsOf(holders, holdersOfEntry).map((start, number): SomeLines => {
    const some = holders.slice(start, start + holdersOfEntry);
    return { number, lines: some.flatMap((one) => one.lines) };
  });
  const refused = all.filter(({ lines }) => lines.length > mostOfHolder).flatMap(({ lines }) => cutLines(lines));
  return [
    ...refused.map((part): Entry => ({ step: 'refuse', ...part })),
    ...parts.map((part): Entry => ({ step: 'claim', ...part })),
    { step: 'decide' },
    ...[...refused, ...parts].map((part): Entry => ({ step: 'carry-out', ...part })),
    { step: 'end' },
  ];
}

function cutLines(lines: readonly AdjustmentLine[]): readonly TooManyLines[] {
  const firsts = lines.slice(0, 1).map(({ line }) => line);
  return firsts.flatMap((first) =>
    startsOf(lines, refusedOfEntry).map((start, number) => ({
      number,
      first,
      lines: lines.slice(start, start + refusedOfEntry),
    })),
  );
}

function startsOf(all: readonly unknown[], size: number): readonly number[] {
  return all.flatMap((_, index) => (index % size === 0 ? [index] : []));
}

/** What of them can be judged without the limits of their holder. */
function tooMany({ lines, first }: TooManyLines): readonly RefusedLine[] {
  return lines.flatMap(({ line, from }): readonly RefusedLine[] => {
    if (from !== undefined) return [{ line, code: 'too-many-temporary-limits', maximum: mostTemporaryLimits }];
    return line === first ? [] : [{ line, code: 'line-repeated', by: first }];
  });
}

/** A line may be posted, or is named with why it stops the posting; of a posting that was withdrawn none is looked at. */
function checked(lines: readonly AdjustmentLine[], refused: readonly RefusedLine[] | undefined): readonly JobResult[] {
  if (refused === undefined) return lines.map(({ line }) => ({ outcome: 'not-checked', line }));
  return lines.map(({ line }) => {
    const problem = refused.find((one) => one.line === line);
    return problem === undefined ? { outcome: 'checked', line } : { outcome: 'refused', ...problem };
  });
}

function carriedOut(lines: readonly AdjustmentLine[], outcome: 'posted' | 'not-posted'): readonly JobResult[] {
  return lines.map(({ line, customer, creditGroup, currency, currentLimit, newLimit }) => {
    const limits = { before: formatAmount(currentLimit, currency), after: formatAmount(newLimit, currency), currency };
    return { outcome, line, customer, creditGroup, ...(outcome === 'posted' ? limits : {}) };
  });
}

/** The job's results name the lines. */
function notPostable() {
  const { type, title } = problemOf(refuse('adjustment-not-postable', { lines: [] }));
  return { type, title };
}
