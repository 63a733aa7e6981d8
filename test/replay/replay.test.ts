import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const sample = join(root, 'local/replay/sample.csv');
const patience = { timeout: 60_000 };

type Run = {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly left: readonly string[];
};

/** `npm run replay -- …` with temporary folders where one can see what is left of them. */
async function run(
  args: readonly string[],
  onStderr: (said: string, stop: () => void) => void = () => {},
): Promise<Run> {
  const temporary = mkdtempSync(join(tmpdir(), 'holdfast-test-'));
  // What the test run set for itself must not reach it: it has an engine and a table of its own.
  const { DYNAMODB_ENDPOINT: _, ...inherited } = process.env;
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'local/replay/main.ts', ...args], {
    cwd: root,
    env: { ...inherited, TMPDIR: temporary, INIT_CWD: root },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    // Once: a second one, while it leaves, ends it before it says how.
    onStderr(stderr, () => {
      if (!child.killed) child.kill('SIGINT');
    });
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout, stderr, left: readdirSync(temporary).filter((name) => name.startsWith('holdfast-replay-')) };
}

/** A few rows of the sample, changed. */
function fileOf(rows: number, change: (line: string, index: number) => string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'holdfast-file-')), 'some.csv');
  const lines = readFileSync(sample, 'utf8')
    .split('\n')
    .slice(0, rows + 1);
  writeFileSync(file, lines.map(change).join('\n'));
  return file;
}

/** A line of the table by its label: its count, and what stands beside it. */
function counted(stdout: string): Readonly<Record<string, string>> {
  const lines = stdout.split('\n').map((line) => /^ *(\S.*?) {2,}(\d.*)$/.exec(line));
  return Object.fromEntries(lines.flatMap((found) => (found === null ? [] : [[found[1] ?? '', found[2] ?? '']])));
}

it('lives through the sample, and knows of every payment how late it was', patience, async () => {
  const { code, stdout, stderr, left } = await run([sample]);
  expect([code, left]).toEqual([0, []]);
  // Worked out apart from Holdfast, from the file alone: limits of four average invoices, held above 100 % or over 7 days late.
  expect(counted(stdout)).toEqual({
    'orders decided': '42',
    passed: '29  69.0 %',
    held: '13  31.0 %',
    'credit-limit-used': '12  92.3 %',
    'credit-limit-used + days-overdue': '1  7.7 %',
    'released by themselves': '13  after 7 days (median), 25 at most',
    'before their invoice': '8  after 7 days (median), 7 at most',
    'after it': '5  after 11 days (median), 25 at most',
    'invoiced while held': '5  38.5 %',
    'still held at the end': '0',
    'invoices paid': '41',
    'days overdue as in the file': '41',
    'average payment days as in the file': '7',
    'month-end balances as in the file': '98',
    'that differ': '0',
    'other troubles': '0',
    'QUARRY-STONE': '33896.32  27117.06  2025-03-24',
    'TALL-OAK-FURNITURE': '15066.53  17612.49  2025-03-06',
    'NORTHWIND-CYCLES': '14919.11   9099.38  2025-03-06',
    'WILLOW-TEXTILES': '13135.78   9093.25  2025-03-20',
    'OLD-MILL-PAPER': '6700.66   4930.96  2025-03-13',
    'HARBOUR-BAKERY': '2317.60   2043.07  2025-03-20',
    'RIVERSIDE-CAFE': '1273.53   1565.82  2025-03-06',
  });
  expect(stderr).toContain('42 of 42 orders decided');
});

it('exits 1 and names the line where the file says otherwise', patience, async () => {
  const file = fileOf(3, (line, index) => (index === 2 ? line.replace(/,10$/, ',11') : line));
  const { code, stdout, left } = await run([file]);
  expect([code, left]).toEqual([1, []]);
  expect(stdout).toMatch(/line 3, invoice 0000007002: .*11.*10/);
  expect(counted(stdout)).toMatchObject({ 'days overdue as in the file': '2', 'other troubles': '0' });
  expect(stdout.match(/that differ +1$/gm)).toHaveLength(1);
});

it('exits 1 and names the customer where the days to settle are others', patience, async () => {
  const file = fileOf(3, (line, index) => (index === 2 ? line.replace(/,24,10$/, ',25,10') : line));
  const { code, stdout } = await run([file]);
  expect(code).toBe(1);
  expect(stdout).toMatch(/WILLOW-TEXTILES: .*25\.00.*24\.00/);
});

it('exits 2 where the command or the file is wrong, and starts nothing', async () => {
  const wrong = fileOf(2, (line, index) => (index === 2 ? line.replace('3/10/2025', '3/32/2025') : line));
  for (const [args, says] of [
    [[], '--help'],
    [[sample, '--unknown'], '--unknown'],
    [['none.csv'], 'none.csv'],
    [[wrong], 'line 3, DueDate'],
    [[sample, '--due-column', 'Due'], '--due-column'],
    [[sample, '--rules', 'package.json'], '/name'],
  ] as const) {
    const { code, stdout, stderr } = await run(args);
    expect([args, code, stdout]).toEqual([args, 2, '']);
    expect(stderr).toContain(says);
  }
});

it('refuses rules that need what a replay has not', patience, async () => {
  const rules = join(mkdtempSync(join(tmpdir(), 'holdfast-rules-')), 'rules.json');
  const stopped = { type: 'account-status', kind: 'blocking', scope: 'all', accountStatus: 'STOP' };
  writeFileSync(rules, JSON.stringify({ STOPPED: stopped }));
  const { code, stderr, left } = await run([sample, '--rules', rules]);
  expect([code, left]).toEqual([2, []]);
  expect(stderr).toContain('STOPPED');
});

it('stops on Ctrl-C and leaves nothing behind', patience, async () => {
  let signals = 0;
  const { code, stdout, left } = await run([sample], (said, stop) => {
    // Once while it runs, and once more when it has said that it stopped.
    const wanted = said.includes('Stopped.') ? 2 : said.includes('orders decided') ? 1 : 0;
    for (; signals < wanted; signals += 1) stop();
  });
  expect([code, stdout, left]).toEqual([130, '', []]);
});

it('keeps the data where it is told to, but never over others', patience, async () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'holdfast-keep-')), 'data');
  const file = fileOf(1, (line) => line);
  expect((await run([file, '--keep', folder])).code).toBe(0);
  expect(readdirSync(folder)).toContain('table.sqlite');
  expect((await run([file, '--keep', folder])).code).toBe(2);
});
