import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';

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
    command: ['vitest', 'run', ...process.argv.slice(2), '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
  },
];

mkdirSync('.cache', { recursive: true });
let failed = 0;
for (const { name, command } of steps) {
  const startedAtMs = Date.now();
  process.stdout.write(`\n— ${name}\n`);
  const code = await run(command);
  process.stdout.write(`— ${name}: ${code === 0 ? 'fine' : 'FAILED'} after ${((Date.now() - startedAtMs) / 1000).toFixed(1)} s\n`);
  if (code !== 0) failed += 1;
}
const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8')) as Counts;
process.stdout.write(`\n${numPassedTests} passed, ${Math.max(numFailedTests, failed)} failed\n`);
process.exitCode = failed === 0 && numPassedTests > 0 ? 0 : 1;

type Counts = { readonly numPassedTests: number; readonly numFailedTests: number };

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
