import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Job } from '../../domain/job.ts';
import { benchDesk, stopBenchDesk, type BenchDesk } from '../bench-desk.ts';
import type { Worked } from './job-worker.ts';

const customers = sizeAsked();
const holds = 5 * customers;
/** What is paid frees three of a customer's five orders; every other customer pays. */
const freed = (customers / 2) * 3;

/** `npm run bench:holds -- [customers]`, an even number; 2,000 where none is given. */
function sizeAsked(): number {
  const asked = Number(process.argv[2] ?? '2000');
  if (!Number.isInteger(asked) || asked < 2 || asked % 2 === 1) throw new Error('give an even number of customers');
  return asked;
}

const say = (text: string): boolean => process.stdout.write(`${text}\n`);

/** How fast many holds are evaluated for release, what a kill in the middle leaves, and what a second run finds (§9.1, §9.6). */
async function run(): Promise<void> {
  const desk = await benchDesk();
  const placing = await timed(() => placeHolds(desk));
  say(`${holds} orders of ${customers} customers held through the order path in ${placing} s`);
  await payments(desk);
  const job = await askedFor(desk);
  const doneAtKill = await killInTheMiddle(desk, job);
  const rest = await workedOn(job);
  const ended = await jobOf(desk, job);
  const perSecond = Math.round((holds - doneAtKill) / rest.seconds);
  say(
    `killed after ${doneAtKill} holds; a second worker evaluated the other ${holds - doneAtKill}: ${perSecond} a second`,
  );
  say(`  ${JSON.stringify(ended.outcomes)}; expected to be released: ${freed}`);
  const results = await resultsOf(desk, job);
  say(`  results: ${results.length}, of different holds: ${new Set(results.map(({ hold }) => hold)).size}`);
  const again = await askedFor(desk);
  const second = await workedOn(again);
  const open = holds - freed;
  say(`a second run over the ${open} that are left: ${JSON.stringify((await jobOf(desk, again)).outcomes)}`);
  say(`  ${Math.round(open / second.seconds)} holds a second, ${readsPerCustomer(second)} reads for each customer`);
  const isRight = ended.outcomes['released'] === freed && new Set(results.map(({ hold }) => hold)).size === holds;
  process.exitCode = isRight ? 0 : 1;
}

async function timed(work: () => Promise<void>): Promise<number> {
  const startedAtMs = Date.now();
  await work();
  return Math.round((Date.now() - startedAtMs) / 1000);
}

async function placeHolds({ call }: BenchDesk): Promise<void> {
  await call('put-reason', { reason: 'AUTO' }, { type: 'release', description: 'Automatic' });
  const parameters = await call('get-parameters', {});
  await call('put-parameters', {}, { ...parameters, creditLimitCheck: 'rules', automaticReleaseReason: 'AUTO' });
  await call(
    'put-rule',
    { rule: 'USED' },
    { type: 'credit-limit-used', kind: 'blocking', scope: 'all', percent: '100' },
  );
  const dates = { date: '2026-06-01', dueDate: '2099-07-01', currency: 'EUR' };
  for (let number = 0; number < customers; number += 1) {
    const customer = `C-${number}`;
    await call('put-customer', { customer }, { name: customer, currency: 'EUR', creditLimit: '1000' });
    await call('put-invoice', { invoice: `I-${number}` }, { ...dates, customer, amount: '1000' });
    for (let line = 0; line < 5; line += 1) {
      const order = `O-${number}-${line}`;
      await call('put-order', { order }, { customer, version: 1, state: 'draft', amount: '100', currency: 'EUR' });
      await call('request-checkpoint', {}, { customer, order, checkpoint: 'confirmation', mode: 'posting' });
    }
    if (number % 100 === 99) process.stderr.write(`  ${number + 1} of ${customers} customers\n`);
  }
}

async function payments({ call }: BenchDesk): Promise<void> {
  for (let number = 0; number < customers; number += 2) {
    const paid = { customer: `C-${number}`, date: '2026-06-02', amount: '300', currency: 'EUR' };
    await call('put-payment', { payment: `P-${number}` }, paid);
  }
}

async function askedFor({ call }: BenchDesk): Promise<string> {
  return (await call('start-hold-evaluation', {}, {}))['job'] as string;
}

async function jobOf({ call }: BenchDesk, job: string): Promise<Pick<Job, 'done' | 'state' | 'outcomes'>> {
  return (await call('get-job', { job })) as unknown as Job;
}

function worker(job: string): ChildProcess {
  return fork(join(import.meta.dirname, 'job-worker.ts'), [job], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
}

/** Kills a worker once it has done two fifths; gives how many the job says are done. */
async function killInTheMiddle(desk: BenchDesk, job: string): Promise<number> {
  const child = worker(job);
  const gone = once(child, 'exit');
  while ((await jobOf(desk, job)).done < (holds * 2) / 5) {
    if (child.exitCode !== null) throw new Error(`the worker ended by itself with ${child.exitCode}`);
    await setTimeout(20);
  }
  child.kill('SIGKILL');
  await gone;
  return (await jobOf(desk, job)).done;
}

async function workedOn(job: string): Promise<Worked> {
  const child = worker(job);
  const [worked] = (await once(child, 'message')) as [Worked];
  await once(child, 'exit');
  return worked;
}

async function resultsOf({ call }: BenchDesk, job: string): Promise<readonly { readonly hold: string }[]> {
  const found: { readonly hold: string }[] = [];
  let cursor: string | null = null;
  do {
    const query = { limit: '100', ...(cursor === null ? {} : { cursor }) };
    const page = (await call('list-job-results', { job }, undefined, query)) as unknown as Page;
    found.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found;
}
type Page = { readonly items: readonly { readonly hold: string }[]; readonly nextCursor: string | null };

function readsPerCustomer({ requests }: Worked): number {
  const reads = ['GetItem', 'Query', 'BatchGetItem'].reduce((sum, name) => sum + (requests[name] ?? 0), 0);
  return Math.round((reads / customers) * 100) / 100;
}

try {
  await run();
} finally {
  await stopBenchDesk();
}
