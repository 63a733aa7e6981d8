import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';

/** One command checks everything, says what it does, and ends with a line that counts. */
type Step = { readonly name: string; readonly command: readonly [string, ...string[]] };

const folders = ['domain', 'functions', 'local', 'infra', 'contracts', 'test', 'bench'];
const report = '.cache/vitest.json';

const steps: readonly Step[] = [
  { name: 'types', command: ['tsc', '-b'] },
  { name: 'lint', command: ['oxlint', '--type-aware', '--deny-warnings', '--quiet', ...folders] },
  { name: 'format', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
  { name: 'unused code and packages', command: ['knip', '--no-progress'] },
  {
    name: 'tests',
    command: [
      'vitest',
      'run',
      ...process.argv.slice(2),
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
  },
];

mkdirSync('.cache', { recursive: true });
// An earlier run's would be counted for this one where the tests do not start.
rmSync(report, { force: true });
const failed: string[] = [];
for (const { name, command } of steps) {
  const startedAtMs = Date.now();
  process.stdout.write(`\n— ${name}\n`);
  const code = await run(command);
  const seconds = ((Date.now() - startedAtMs) / 1000).toFixed(1);
  process.stdout.write(`— ${name}: ${code === 0 ? 'fine' : 'FAILED'} after ${seconds} s\n`);
  if (code !== 0) failed.push(name);
}
const { numPassedTests, numFailedTests } = counts();
const isGood = failed.length === 0 && numPassedTests > 0;
if (failed.length > 0) process.stdout.write(`\nfailed: ${failed.join(', ')}\n`);
process.stdout.write(`\n${numPassedTests} passed, ${isGood ? 0 : Math.max(numFailedTests, 1)} failed\n`);
process.exitCode = isGood ? 0 : 1;

type Counts = { readonly numPassedTests: number; readonly numFailedTests: number };

function counts(): Counts {
  if (!existsSync(report)) return { numPassedTests: 0, numFailedTests: 0 };
  return JSON.parse(readFileSync(report, 'utf8')) as Counts;
}

/** npm has put the project's own tools, and its Node, first on the path. */
async function run([program, ...parameters]: Step['command']): Promise<number> {
  const child = spawn(program, parameters, { stdio: 'inherit' });
  return new Promise((resolve) => {
    child.on('error', (error) => {
      process.stderr.write(`${program}: ${error.message}\n`);
      resolve(1);
    });
    child.on('close', (code) => resolve(code ?? 1));
  });
}
