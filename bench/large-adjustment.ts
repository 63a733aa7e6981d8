import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { benchDesk, stopBenchDesk, type BenchDesk } from './bench-desk.ts';
import type { Worked } from './many-holds/job-worker.ts';

const lines = sizeAsked();
const atOnce = 8;
/** Long enough to have begun, and far from long enough to be done with ten thousand lines. */
const killedAfterMs = 5_000;
const kills = 3;

/** `npm run bench:adjustment -- [lines]`; 10,000 where none is given. */
function sizeAsked(): number {
  const asked = Number(process.argv[2] ?? '10000');
  if (!Number.isInteger(asked) || asked < 1 || asked > 20_000) throw new Error('give a number of lines up to 20000');
  return asked;
}

const say = (text: string): boolean => process.stdout.write(`${text}\n`);

/** How long lines are generated and a journal of them is posted, whose workers are killed (§12.2, §12.3). */
async function run(): Promise<void> {
  const desk = await benchDesk();
  const customers = Array.from({ length: lines }, (_, index) => `C-${index}`);
  say(`${lines} customers put in ${await timed(() => inParts(customers, (customer) => put(desk, customer)))} s`);
  const { adjustment } = await desk.call('create-adjustment', {}, { type: 'credit-limit', description: '' });
  const change = { operator: 'plus', valueType: 'percent', value: '10' };
  const generation = { from: 'customers', change, dates: { expiryDate: '2099-12-31' } };
  const generating = await desk.call('generate-adjustment-lines', { adjustment }, generation);
  const generated = await workedOn(String(generating['job']));
  say(`a line of each generated in ${generated.seconds.toFixed(1)} s, ${perLine(generated)} requests for each`);
  const { job } = await desk.call('post-adjustment', { adjustment }, {});
  for (let killed = 0; killed < kills; killed += 1) {
    await killWorker(String(job));
    say(`killed after ${String((await desk.call('get-job', { job }))['done'])} of ${2 * lines} steps`);
  }
  const rest = await workedOn(String(job));
  const { outcomes } = await desk.call('get-job', { job });
  const { state } = await desk.call('get-adjustment', { adjustment });
  say(`the rest posted in ${rest.seconds.toFixed(1)} s: ${String(state)}, ${JSON.stringify(outcomes)}`);
  let raised = 0;
  await inParts(customers, async (customer) => {
    if ((await desk.call('get-customer', { customer }))['creditLimit'] === '1100.00') raised += 1;
  });
  say(`${raised} limits are raised`);
  process.exitCode = raised === lines && state === 'posted' ? 0 : 1;
}

function put({ call }: BenchDesk, customer: string): Promise<unknown> {
  return call('put-customer', { customer }, { name: customer, currency: 'EUR', creditLimit: '1000' });
}

async function inParts(customers: readonly string[], work: (customer: string) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < customers.length; from += atOnce) {
    await Promise.all(customers.slice(from, from + atOnce).map(work));
  }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const startedAtMs = Date.now();
  await work();
  return Math.round((Date.now() - startedAtMs) / 1000);
}

function worker(job: string) {
  const file = join(import.meta.dirname, 'many-holds/job-worker.ts');
  return fork(file, [job], { execArgv: ['--disable-warning=ExperimentalWarning'] });
}

async function killWorker(job: string): Promise<void> {
  const child = worker(job);
  const timer = setTimeout(() => child.kill('SIGKILL'), killedAfterMs);
  await once(child, 'exit');
  clearTimeout(timer);
}

async function workedOn(job: string): Promise<Worked> {
  const child = worker(job);
  const [worked] = (await once(child, 'message')) as [Worked];
  await once(child, 'exit');
  return worked;
}

function perLine({ requests }: Worked): string {
  return (Object.values(requests).reduce((sum, count) => sum + count, 0) / lines).toFixed(2);
}

try {
  await run();
} finally {
  await stopBenchDesk();
}
