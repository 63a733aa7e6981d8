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
    const committed = await byCustomer(read, slice, async (row, index) => {
      const verdict = found.verdicts[index];
      return verdict === undefined
        ? { outcome: 'outdated' as const }
        : committedOf(read.kind, slice, row, verdict, context);
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
    const done = await rowImports[kind].commit(changeContextOf(context), fields, verdict.version);
    if (done === 'outdated') return { outcome: 'outdated' };
    return { outcome: verdict.outcome === 'would-create' ? 'created' : 'changed' };
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
function resultOf({ kind, rows }: Read, { header, row }: RowSlice, index: number, left: Verdict | Left): JobResult {
  const [idColumn = ''] = Object.keys(importColumns[kind]);
  const id = rows[index]?.[header.indexOf(idColumn)] ?? null;
  const errors = 'errors' in left ? { errors: left.errors } : {};
  return { outcome: left.outcome, row: row + index, id, ...errors };
}
