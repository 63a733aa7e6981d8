import type { JobResult } from '../../domain/job.ts';
import { businessInstant } from '../clock.ts';
import type { AskedCommit, AskedDryRun } from '../imports/import-jobs.ts';
import { importColumns, type ImportKind } from '../imports/import-kinds.ts';
import { readSlice, rowSlices, type RowSlice } from '../imports/import-plan.ts';
import { rowFields, type RowFields } from '../imports/row-fields.ts';
import { rowErrors, type Committed, type Verdict } from '../imports/row-import.ts';
import { rowImports } from '../imports/row-imports.ts';
import { getImport, keepVerdicts, readVerdicts } from '../store/imports.ts';
import type { ChangeContext } from '../store/change-rulebook.ts';
import { beforeCommit } from './before-commit.ts';
import { jobRunner, type JobContext } from './job-runner.ts';

/** What a dry run found of a slice, and of which text. */
type Found = Pick<RowSlice, 'hash' | 'header'> & { readonly verdicts: readonly Verdict[] };

/** §15.3: says of each row what it would do; changes nothing. */
export const checkImport = jobRunner<RowSlice>({
  plan: async ({ entity, job }) => ({ entries: await rowSlices(entity, (job.asked as AskedDryRun).import) }),
  sizeOf: ({ count }) => count,
  run: async (slice, context) => {
    const { entity, job } = context;
    const read = await rowsOf(slice, context);
    if (read === undefined) return replaced(slice);
    const verdicts = await byCustomer(read, slice, (row) => verdictOf(read.kind, slice, row, context));
    const { hash, header } = slice;
    await keepVerdicts(entity, job.job, slice.row, { hash, header, verdicts } satisfies Found);
    return verdicts.map((verdict, index) => resultOf(read, slice, index, verdict));
  },
});

/** §15.3: carries out what the dry run showed, and nothing else. */
export const commitImport = jobRunner<RowSlice>({
  plan: async ({ entity, job }) => ({ entries: await rowSlices(entity, (job.asked as AskedCommit).import) }),
  sizeOf: ({ count }) => count,
  run: async (slice, context) => {
    const { entity, job } = context;
    const read = await rowsOf(slice, context);
    const found = await readVerdicts<Found>(entity, (job.asked as AskedCommit).dryRun, slice.row);
    if (read === undefined || found === undefined || !isOf(found, slice)) return replaced(slice);
    const { wasToDo, isResumed } = await beforeCommit(entity, { job: job.job, row: slice.row }, () =>
      byCustomer(read, slice, async (row, index) =>
        isToDo(found.verdicts[index]) ? isToDo(await verdictOf(read.kind, slice, row, context)) : false,
      ),
    );
    const taken = new Set<string>();
    const committed = await byCustomer(read, slice, async (row, index) => {
      const verdict = found.verdicts[index];
      if (verdict === undefined) return { outcome: 'outdated' as const };
      const left = await committedOf(read.kind, slice, row, verdict, context);
      if (wasToDo[index] !== true || !isAsItSays(left)) return left;
      const id = idOf(read, slice, index) ?? '';
      // Of several rows that say the same, the first is the one that changed something.
      const isFirst = !taken.has(id);
      taken.add(id);
      if (left.outcome !== 'unchanged' || !isFirst || !isResumed) return left;
      return { outcome: verdict.outcome === 'would-create' ? ('created' as const) : ('changed' as const) };
    });
    return committed.map((result, index) => resultOf(read, slice, index, result));
  },
});

type Read = { readonly kind: ImportKind; readonly rows: readonly (readonly string[])[] };

async function rowsOf(slice: RowSlice, { entity, job }: JobContext): Promise<Read | undefined> {
  const file = await getImport(entity, (job.asked as AskedDryRun).import);
  const rows = await readSlice(entity, file, slice);
  return rows === undefined ? undefined : { kind: file.kind as ImportKind, rows };
}

const atOnce = 10;

/** Several customers at once; the rows of one in their order. Results are in the order of the rows. */
async function byCustomer<T>(
  { rows }: Read,
  { header }: RowSlice,
  work: (row: readonly string[], index: number) => Promise<T>,
): Promise<readonly T[]> {
  const column = header.indexOf('customer');
  const groups = [...Map.groupBy(rows.entries(), ([, row]) => row[column]).values()];
  const results = new Map<number, T>();
  for (let from = 0; from < groups.length; from += atOnce) {
    await Promise.all(
      groups.slice(from, from + atOnce).map(async (group) => {
        for (const [index, row] of group) results.set(index, await work(row, index));
      }),
    );
  }
  return [...results].toSorted(([one], [other]) => one - other).map(([, result]) => result);
}

async function verdictOf(
  kind: ImportKind,
  { header }: RowSlice,
  row: readonly string[],
  context: JobContext,
): Promise<Verdict> {
  const read = rowFields(kind, header, row);
  if ('errors' in read) return { outcome: 'invalid', errors: read.errors };
  try {
    return await rowImports[kind].check(changeContextOf(context), read.fields);
  } catch (error) {
    return { outcome: 'invalid', errors: rowErrors(error) };
  }
}

type Left = Committed | Extract<Verdict, { readonly outcome: 'invalid' }>;

function isToDo(verdict: Verdict | undefined): boolean {
  return verdict?.outcome === 'would-create' || verdict?.outcome === 'would-change';
}

function isAsItSays({ outcome }: Left): boolean {
  return outcome === 'created' || outcome === 'changed' || outcome === 'unchanged';
}

async function committedOf(
  kind: ImportKind,
  { header }: RowSlice,
  row: readonly string[],
  verdict: Verdict,
  context: JobContext,
): Promise<Left> {
  if (verdict.outcome === 'invalid') return verdict;
  if (verdict.outcome === 'unchanged') return { outcome: 'unchanged' };
  const { fields } = rowFields(kind, header, row) as { readonly fields: RowFields };
  try {
    return { outcome: await rowImports[kind].commit(changeContextOf(context), fields, verdict.version) };
  } catch (error) {
    return { outcome: 'refused', errors: rowErrors(error) };
  }
}

function changeContextOf({ entity, job, deadlineMs }: JobContext): ChangeContext {
  return { entity, who: job.requestedBy, now: businessInstant(entity), deadlineMs };
}

function isOf({ hash, header }: Found, slice: RowSlice): boolean {
  return hash === slice.hash && header.join('\n') === slice.header.join('\n');
}

/** Its part has another text than when the job was planned, or dry-run. */
function replaced({ row, count }: RowSlice): readonly JobResult[] {
  return Array.from({ length: count }, (_, index) => ({ outcome: 'outdated', row: row + index }));
}

/** By the row's number in the file, and the id in its first required column. */
function resultOf(read: Read, slice: RowSlice, index: number, left: Verdict | Left): JobResult {
  const errors = 'errors' in left ? { errors: left.errors } : {};
  return { outcome: left.outcome, row: slice.row + index, id: idOf(read, slice, index), ...errors };
}

function idOf({ kind, rows }: Read, { header }: RowSlice, index: number): string | null {
  const [idColumn = ''] = Object.keys(importColumns[kind]);
  return rows[index]?.[header.indexOf(idColumn)] ?? null;
}
