import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { minorUnitsOf } from '../../domain/currency.ts';
import { columns, type ColumnOption, type Field, type NamedColumns } from './columns.ts';
import { dateForms, type DateForm } from './date-form.ts';
import { parseLimit, type LimitOption } from './limit-option.ts';
import { UsageError } from './usage-error.ts';

export type ReplayOptions = {
  readonly file: string;
  readonly columns: NamedColumns;
  readonly dates: DateForm;
  readonly currency: string;
  readonly limit: LimitOption;
  readonly rulesFile: string;
  /** How many days before its invoice an order arrives. */
  readonly leadDays: number;
  /** Whether the table shows every customer's peak. */
  readonly showsAll: boolean;
  /** Where the data stay; a temporary folder that is deleted afterwards where none is named. */
  readonly keepIn: string | undefined;
};

export const defaults = { dates: 'mdy', currency: 'USD', limit: '4x', leadDays: 7 } as const;
const maxLeadDays = 365;

const text = { type: 'string' } as const;
const columnOptions = Object.fromEntries(Object.values(columns).map(({ option }) => [option, text]));
const declared = {
  ...(columnOptions as Record<ColumnOption, typeof text>),
  dates: { ...text, default: defaults.dates },
  currency: { ...text, default: defaults.currency },
  limit: { ...text, default: defaults.limit },
  rules: text,
  'lead-days': { ...text, default: String(defaults.leadDays) },
  all: { type: 'boolean', default: false },
  keep: text,
  help: { type: 'boolean', default: false },
} as const;

/** What a command line asks for; `help` where it asks how to ask. */
export function parseOptions(args: readonly string[], startedIn: string): ReplayOptions | 'help' {
  const { values, positionals } = parsed(args);
  if (values.help) return 'help';
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0)
    throw new UsageError('Name one file: npm run replay -- FILE. Options are shown by --help.');
  const { dates, currency, limit, rules, keep } = values;
  if (!isDateForm(dates)) throw new UsageError(`--dates ${dates}: use one of ${dateForms.join(', ')}.`);
  if (minorUnitsOf(currency) === undefined)
    throw new UsageError(`--currency ${currency}: use a code of ISO 4217, such as USD.`);
  const parsedLimit = parseLimit(limit, currency);
  if (parsedLimit === undefined)
    throw new UsageError(
      `--limit ${limit}: use an amount in ${currency} such as 500, or a factor of the customer's average invoice such as 4x.`,
    );
  return {
    file: resolve(startedIn, file),
    columns: Object.fromEntries(
      (Object.keys(columns) as Field[]).map((field) => [field, values[columns[field].option]]),
    ),
    dates,
    currency,
    limit: parsedLimit,
    rulesFile: rules === undefined ? join(import.meta.dirname, 'rules.json') : resolve(startedIn, rules),
    leadDays: leadDaysOf(values['lead-days']),
    showsAll: values.all,
    keepIn: keep === undefined ? undefined : resolve(startedIn, keep),
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: declared, allowPositionals: true });
  } catch (error) {
    // Its second sentence is about arguments that begin with a dash, which no file here needs to.
    const [message = ''] = (error as Error).message.split('. To specify');
    throw new UsageError(`${message}. Options are shown by: npm run replay -- --help`);
  }
}

function isDateForm(name: string): name is DateForm {
  return (dateForms as readonly string[]).includes(name);
}

function leadDaysOf(days: string): number {
  if (/^\d{1,3}$/.test(days) && Number(days) <= maxLeadDays) return Number(days);
  throw new UsageError(`--lead-days ${days}: use a whole number from 0 to ${maxLeadDays}.`);
}
