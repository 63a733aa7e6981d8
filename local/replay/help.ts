import { columns, type Field } from './columns.ts';
import { defaults } from './options.ts';

const says: Readonly<Record<Field, string>> = {
  customer: 'the customer',
  invoice: 'the number of the invoice, each once',
  date: 'its date',
  dueDate: 'when it is due',
  amount: 'its amount, a decimal above 0',
  settled: 'when it was paid; empty where it was not',
  daysLate: 'days late when paid; counted from the dates where there is no such column',
  daysToSettle: 'days from its date to its payment; likewise',
};

/** `--help` */
export function help(): string {
  const options: readonly (readonly [string, string])[] = [
    ...(Object.keys(columns) as Field[]).map(
      (field) => [`--${columns[field].option} NAME`, `${says[field]} (${columns[field].usual})`] as const,
    ),
    ['--dates FORM', `mdy, dmy or ymd: the order of month, day and year (${defaults.dates})`],
    ['--currency CODE', `of all amounts (${defaults.currency})`],
    ['--limit LIMIT', `of each customer: 500.00, or 4x: four times its average invoice (${defaults.limit})`],
    ['--rules FILE', 'JSON of rules by their id (local/replay/rules.json)'],
    ['--lead-days N', `how long before its invoice an order arrives and asks to be confirmed (${defaults.leadDays})`],
    ['--all', 'show the peak exposure of every customer, not of ten'],
    ['--keep DIR', 'keep the data there; then HOLDFAST_DATA=DIR npm start shows them'],
    ['--help', 'this'],
  ];
  return [
    'Lives through a file of invoices and payments, day by day, on the real system on this machine.',
    '',
    '  npm run replay -- FILE [options]',
    '',
    ...options.map(([option, meaning]) => `  ${option.padEnd(26)}${meaning}`),
    '',
    'Exits 1 where the days overdue or the statistics known to Holdfast differ from the file, 2 where the command or the file is wrong.',
    '',
  ].join('\n');
}
