import type { CivilDate } from '../../domain/civil-date.ts';
import { parseAmount } from '../../domain/money.ts';
import { customerId, invoiceId } from '../../functions/wire.ts';
import type { Field } from './columns.ts';
import { parseDate, type DateForm } from './date-form.ts';
import { daysLate, daysToSettle } from './days-late.ts';
import type { Receivable } from './receivable.ts';

export type RowProblem = { readonly line: number; readonly field: Field; readonly cause: string };
export type ReadRow = { readonly receivable: Receivable } | { readonly problems: readonly RowProblem[] };

type RowForm = { readonly dates: DateForm; readonly currency: string };

/** One row, checked as far as the API would and where the file would contradict itself. */
export function readRow(line: number, cell: (field: Field) => string | undefined, form: RowForm): ReadRow {
  const problems: RowProblem[] = [];
  const wrong = (field: Field, cause: string): undefined => void problems.push({ line, field, cause });
  const date = (field: 'date' | 'dueDate' | 'settled'): CivilDate | undefined =>
    parseDate(cell(field) ?? '', form.dates) ?? wrong(field, `"${cell(field)}" is no ${form.dates} date`);
  const id = <T>(field: 'customer' | 'invoice', schema: typeof customerId | typeof invoiceId): T | undefined =>
    (schema.safeParse(cell(field)).data as T | undefined) ?? wrong(field, 'must have 1 to 64 characters');

  const customer = id<Receivable['customer']>('customer', customerId);
  const invoice = id<Receivable['invoice']>('invoice', invoiceId);
  const issued = date('date');
  const dueDate = date('dueDate');
  const amount = parseAmount(cell('amount') ?? '', form.currency);
  if (amount === undefined || amount <= 0n)
    wrong('amount', `"${cell('amount')}" is no ${form.currency} amount above 0`);
  const settled = cell('settled') === '' ? undefined : date('settled');
  if (settled !== undefined && issued !== undefined && settled < issued)
    wrong('settled', 'is before the date of the invoice');
  /** What the row says, or its dates where it does not. */
  const days = (field: 'daysLate' | 'daysToSettle', from: CivilDate | undefined, counted: typeof daysLate) => {
    const said = cell(field) ?? '';
    if (said !== '' && !/^\d{1,6}$/.test(said)) wrong(field, `"${said}" is no whole number`);
    if (settled === undefined || from === undefined) return undefined;
    return said === '' ? counted(from, settled) : Number(said);
  };
  const late = days('daysLate', dueDate, daysLate);
  const toSettle = days('daysToSettle', issued, daysToSettle);

  if (!customer || !invoice || !issued || !dueDate || !amount || problems.length > 0) return { problems };
  return {
    receivable: {
      line,
      customer,
      invoice,
      date: issued,
      dueDate,
      amount,
      settled,
      daysLate: late,
      daysToSettle: toSettle,
    },
  };
}
