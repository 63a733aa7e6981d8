import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { columns } from '../../local/replay/columns.ts';
import { help } from '../../local/replay/help.ts';
import { limitFor, parseLimit } from '../../local/replay/limit-option.ts';
import { parseOptions } from '../../local/replay/options.ts';
import type { Receivable } from '../../local/replay/receivable.ts';
import { UsageError } from '../../local/replay/usage-error.ts';

describe('the command line', () => {
  it('needs a file and nothing else', () => {
    expect(parseOptions(['a.csv'], '/typed/here')).toMatchObject({
      file: join('/typed/here', 'a.csv'),
      dates: 'mdy',
      currency: 'USD',
      limit: { kind: 'factor', tenThousandths: 40_000n },
      leadDays: 7,
      showsAll: false,
      keepIn: undefined,
    });
  });

  it('takes every option', () => {
    const args =
      '--customer-column who --dates ymd --currency EUR --limit 500 --rules r.json --lead-days 0 --all --keep d';
    expect(parseOptions([...args.split(' '), '/a.csv'], '/h')).toMatchObject({
      file: '/a.csv',
      columns: { customer: 'who' },
      dates: 'ymd',
      currency: 'EUR',
      limit: { kind: 'fixed', amount: 500_00n },
      rulesFile: '/h/r.json',
      leadDays: 0,
      showsAll: true,
      keepIn: '/h/d',
    });
  });

  it.each([
    [[]],
    [['a.csv', 'b.csv']],
    [['a.csv', '--unknown']],
    [['a.csv', '--limit']],
    [['a.csv', '--dates', 'myd']],
    [['a.csv', '--currency', 'USX']],
    [['a.csv', '--limit', '1.001']],
    [['a.csv', '--limit', '-1']],
    [['a.csv', '--limit', 'x']],
    [['a.csv', '--lead-days', '366']],
    [['a.csv', '--lead-days', '1.5']],
  ])('refuses %o', (args) => {
    expect(() => parseOptions(args, '/')).toThrow(UsageError);
  });

  it('shows every option in its help', () => {
    expect(parseOptions(['--help'], '/')).toBe('help');
    const options = ['dates', 'currency', 'limit', 'rules', 'lead-days', 'all', 'keep'];
    for (const option of [...options, ...Object.values(columns).map((column) => column.option)])
      expect(help()).toContain(`--${option} `);
  });
});

describe('a limit', () => {
  const invoices = (...amounts: readonly bigint[]) => amounts.map((amount) => ({ amount }) as Receivable);
  const limit = (text: string, ...amounts: readonly bigint[]) => {
    const option = parseLimit(text, 'USD');
    return option === undefined ? undefined : limitFor(option, invoices(...amounts));
  };

  it('is an amount, or a multiple of the average invoice rounded half even', () => {
    expect(limit('12.34', 1n)).toBe(1234n);
    expect(limit('0', 1n)).toBe(0n);
    expect(limit('2x', 100n, 201n)).toBe(301n);
    expect(limit('1x', 100n, 101n)).toBe(100n);
    expect(limit('1x', 101n, 102n)).toBe(102n);
    expect(limit('2.5x', 100n)).toBe(250n);
    expect(limit('0.0001x', 10_000n)).toBe(1n);
  });

  it('is never more than an amount may be', () => {
    expect(limit('999999x', 10n ** 18n)).toBe(10n ** 18n);
  });
});
