import { readFileSync } from 'node:fs';
import { CsvError, parse } from 'csv-parse/sync';
import { columns, type Field, type NamedColumns } from './columns.ts';
import type { DateForm } from './date-form.ts';
import { readRow, type RowProblem } from './read-row.ts';
import type { Receivable } from './receivable.ts';
import { UsageError } from './usage-error.ts';

export type FileForm = { readonly columns: NamedColumns; readonly dates: DateForm; readonly currency: string };

const shownProblems = 20;

/** Every invoice of a file, or one error that names each wrong row, column and cause: nothing is replayed by halves. */
export function readReceivables(file: string, form: FileForm): readonly Receivable[] {
  const [header, ...rows] = records(file);
  if (header === undefined) throw new UsageError(`${file} is empty: its first line must name its columns.`);
  const positions = positionsOf(header.record, form.columns, file);
  const found: Receivable[] = [];
  const problems: RowProblem[] = [];
  for (const { record, line } of rows) {
    const cell = (field: Field): string | undefined => record[positions.get(field)?.index ?? -1]?.trim();
    const read = readRow(line, cell, form);
    if ('problems' in read) problems.push(...read.problems);
    else found.push(read.receivable);
  }
  problems.push(...repeated(found));
  if (problems.length > 0) throw new UsageError(listed(file, problems, positions));
  if (found.length === 0) throw new UsageError(`${file} has no row below its header: there is nothing to replay.`);
  return found;
}

type Row = { readonly record: readonly string[]; readonly line: number };

function records(file: string): readonly Row[] {
  try {
    const parsed = parse(readFileSync(file), { bom: true, info: true, skip_empty_lines: true }) as unknown;
    return (parsed as readonly { readonly record: string[]; readonly info: { readonly lines: number } }[]).map(
      ({ record, info }) => ({ record, line: info.lines }),
    );
  } catch (error) {
    if (error instanceof CsvError) throw new UsageError(`${file} is not CSV with commas: ${error.message}.`);
    throw new UsageError(`${file} cannot be read: ${(error as Error).message}. Name a CSV file.`);
  }
}

type Positions = ReadonlyMap<Field, { readonly index: number; readonly name: string }>;

function positionsOf(header: readonly string[], named: NamedColumns, file: string): Positions {
  const names = header.map((name) => name.trim());
  const positions = new Map<Field, { readonly index: number; readonly name: string }>();
  for (const [field, { option, usual }] of Object.entries(columns) as [Field, (typeof columns)[Field]][]) {
    const name = named[field] ?? usual;
    const index = names.indexOf(name);
    if (index !== -1 && names.lastIndexOf(name) !== index)
      throw new UsageError(`${file} has two columns ${name}: rename one of them.`);
    if (index !== -1) positions.set(field, { index, name });
    else if (!isOptional(field) || named[field] !== undefined)
      throw new UsageError(`${file} has no column ${name}: name it with --${option}. There are ${names.join(', ')}.`);
  }
  return positions;
}

function isOptional(field: Field): boolean {
  return field === 'daysLate' || field === 'daysToSettle';
}

function repeated(receivables: readonly Receivable[]): readonly RowProblem[] {
  const lines = new Map<string, number>();
  return receivables.flatMap(({ invoice, line }) => {
    const first = lines.get(invoice);
    if (first === undefined) lines.set(invoice, line);
    return first === undefined ? [] : [{ line, field: 'invoice' as const, cause: `is that of line ${first} too` }];
  });
}

function listed(file: string, problems: readonly RowProblem[], positions: Positions): string {
  const lines = problems
    .slice(0, shownProblems)
    .map(({ line, field, cause }) => `  line ${line}, ${positions.get(field)?.name ?? columns[field].usual}: ${cause}`);
  const more = problems.length > shownProblems ? [`  and ${problems.length - shownProblems} more`] : [];
  return [`${file} has rows that cannot be replayed; nothing was sent. Correct them:`, ...lines, ...more].join('\n');
}
