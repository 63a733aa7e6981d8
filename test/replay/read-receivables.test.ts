import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readReceivables, type FileForm } from '../../local/replay/read-receivables.ts';
import { UsageError } from '../../local/replay/usage-error.ts';

const folder = mkdtempSync(join(tmpdir(), 'holdfast-receivables-'));
const usual: FileForm = { columns: {}, dates: 'mdy', currency: 'USD' };
const header = 'customerID,invoiceNumber,InvoiceDate,DueDate,InvoiceAmount,SettledDate,DaysLate';
const good = 'C1,I1,1/2/2024,2/1/2024,55.9,2/3/2024,2';

let files = 0;
function fileOf(...lines: readonly string[]): string {
  files += 1;
  const file = join(folder, `${files}.csv`);
  writeFileSync(file, lines.join('\n'));
  return file;
}

function read(lines: readonly string[], form: Partial<FileForm> = {}) {
  return readReceivables(fileOf(...lines), { ...usual, ...form });
}

function complaint(lines: readonly string[], form: Partial<FileForm> = {}): string {
  try {
    read(lines, form);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  throw new Error('the file was read');
}

it('reads each row with its line, dates as dates and amounts as minor units', () => {
  expect(read([`\u{FEFF}${header}`, good, '', 'C2,I2,12/31/2023,2/29/2024,0.01,12/31/2023,0'])).toEqual([
    {
      line: 2,
      customer: 'C1',
      invoice: 'I1',
      date: '2024-01-02',
      dueDate: '2024-02-01',
      amount: 5590n,
      settled: '2024-02-03',
      daysLate: 2,
      daysToSettle: 32,
    },
    {
      line: 4,
      customer: 'C2',
      invoice: 'I2',
      date: '2023-12-31',
      dueDate: '2024-02-29',
      amount: 1n,
      settled: '2023-12-31',
      daysLate: 0,
      daysToSettle: 0,
    },
  ]);
});

it('reads the sample', () => {
  const sample = readReceivables(join(import.meta.dirname, '../../local/replay/sample.csv'), usual);
  expect(sample).toHaveLength(42);
  expect(sample.filter(({ settled }) => settled === undefined).map(({ invoice }) => invoice)).toEqual(['0000007042']);
});

it('keeps what the file says, right or wrong, and counts days late where it says nothing', () => {
  const late = (lines: readonly string[]) => read(lines).map(({ daysLate }) => daysLate);
  expect(late([header, good.replace(/2$/, '7')])).toEqual([7]);
  expect(late([header, good.replace(/2$/, '')])).toEqual([2]);
  const without = (line: string) => line.slice(0, line.lastIndexOf(','));
  expect(late([without(header), without(good), 'C1,I2,1/2/2024,2/1/2024,1,1/31/2024'])).toEqual([2, 0]);
});

it('takes an invoice that was not paid', () => {
  expect(read([header, 'C1,I1,1/2/2024,2/1/2024,55.9,,'])).toMatchObject([{ settled: undefined, daysLate: undefined }]);
});

it('takes other columns, dates and currencies as options', () => {
  const columns = {
    customer: 'who',
    invoice: 'no',
    date: 'of',
    dueDate: 'due',
    amount: 'yen',
    settled: 'paid',
    daysLate: 'late',
  };
  const lines = ['late,paid,yen,due,of,no,who', '1,02.02.2024,500,01.02.2024,02.01.2024,I1,C1'];
  expect(read(lines, { columns, dates: 'dmy', currency: 'JPY' })).toMatchObject([
    { customer: 'C1', date: '2024-01-02', dueDate: '2024-02-01', amount: 500n, settled: '2024-02-02', daysLate: 1 },
  ]);
  const iso = [header, 'C1,I1,2024-01-02,2024-02-01,1,2024-02-01,0'];
  expect(read(iso, { dates: 'ymd' })).toMatchObject([{ date: '2024-01-02', settled: '2024-02-01' }]);
});

describe('names line, column and cause of', () => {
  const [customer, invoice, date, due, amount, settled, late] = good.split(',');
  const cells = { customer, invoice, date, due, amount, settled, late };
  it.each([
    ['customerID', { customer: '' }],
    ['invoiceNumber', { invoice: 'x'.repeat(65) }],
    ['InvoiceDate', { date: '2/30/2024' }],
    ['InvoiceDate', { date: '1/2/24' }],
    ['InvoiceDate', { date: '13/1/2024' }],
    ['DueDate', { due: '' }],
    ['DueDate', { due: '2024-02-01' }],
    ['InvoiceAmount', { amount: '1.001' }],
    ['InvoiceAmount', { amount: '0' }],
    ['InvoiceAmount', { amount: '-1' }],
    ['InvoiceAmount', { amount: '1e3' }],
    ['SettledDate', { settled: '1/1/2024' }],
    ['SettledDate', { settled: 'never' }],
    ['DaysLate', { late: '1.5' }],
    ['DaysLate', { late: '-1' }],
  ])('%s: %o', (column, wrong) => {
    const line = Object.values({ ...cells, invoice: 'I2', ...wrong }).join(',');
    expect(complaint([header, good, line])).toContain(`  line 3, ${column}: `);
  });

  it('an invoice that comes twice', () => {
    expect(complaint([header, good, good])).toMatch(/line 3, invoiceNumber: .*line 2/);
  });

  it('every wrong row, the first twenty in full', () => {
    const wrong = Array.from({ length: 25 }, (_, index) => `C1,I${index},1/2/2024,2/1/2024,none,2/3/2024,2`);
    const said = complaint([header, ...wrong]);
    expect(said.match(/line \d+, InvoiceAmount/g)).toHaveLength(20);
    expect(said).toContain('5 more');
  });
});

describe('says what to change', () => {
  it('where a column is missing: its option, and those that there are', () => {
    const said = complaint([header.replace('DueDate', 'Due'), good]);
    expect(said).toContain('--due-column');
    expect(said).toContain('InvoiceDate, Due, InvoiceAmount');
    expect(complaint([header, good], { columns: { daysLate: 'Late' } })).toContain('--days-late-column');
  });

  it('where a column comes twice', () => {
    expect(complaint([`${header},DueDate`, `${good},`])).toContain('two columns DueDate');
  });

  it.each([[[]], [[header]], [[header, 'C1,I1']], [[header, '"C1']]])(
    'of a file with nothing to replay: %o',
    (lines) => {
      expect(complaint(lines)).toContain('.csv');
    },
  );

  it('where the file is not there', () => {
    expect(() => readReceivables(join(folder, 'none.csv'), usual)).toThrow(UsageError);
  });
});
